/** How a request gets sent. */
export type Send = (request: Request) => Promise<Response>;

const LONGEST_WAIT = 30_000;

/**
 * Headers that make a POST safe to repeat: the server acts on one key once, and gives the same answer to every repetition.
 * Make one for each thing that is to happen, not one for each attempt.
 */
export function once(): { "Idempotency-Key": string } {
  // Not randomUUID(), which browsers have on secure origins only.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return { "Idempotency-Key": Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("") };
}

/**
 * Sends again what may be sent twice, while the connection fails or the server says that it is busy (429, 503, 409 with
 * `Retry-After`), and waits for as long as it says. What asks for more than half a minute goes back to the caller.
 */
export function retrying(send: Send, attempts: number): Send {
  return async (request) => {
    for (let attempt = 1; attempt < attempts && isRepeatable(request); attempt++) {
      let wait = 2 ** attempt * 100 * (0.5 + Math.random());
      try {
        const response = await send(request.clone());
        const asked = retryAfter(response);
        if (!isBusy(response) || (asked !== undefined && asked > LONGEST_WAIT)) {
          return response;
        }
        await response.body?.cancel();
        wait = asked ?? wait;
      } catch (error) {
        // fetch says TypeError when there was no answer, and something else when the caller gave up.
        if (!(error instanceof TypeError)) {
          throw error;
        }
      }
      await pause(wait, request.signal);
    }
    return send(request);
  };
}

/** With a condition the repetition of a change that did arrive would look like somebody else's. */
function isRepeatable({ method, headers }: Request): boolean {
  const conditional = headers.has("If-Match") || headers.has("If-None-Match");
  return headers.has("Idempotency-Key") || ["GET", "HEAD"].includes(method) || (["PUT", "DELETE"].includes(method) && !conditional);
}

function isBusy({ status, headers }: Response): boolean {
  return status === 429 || status === 503 || (status === 409 && headers.has("Retry-After"));
}

/** Milliseconds, from seconds or a date. */
function retryAfter({ headers }: Response): number | undefined {
  const value = headers.get("Retry-After");
  if (value === null) {
    return undefined;
  }
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", giveUp);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", giveUp);
  });
}
