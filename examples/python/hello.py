"""Publishes a Markdown file, comments on it as a guest, approves the comment, and shows what readers see then.

  OCTAVO_URL=http://localhost:8080 OCTAVO_TOKEN=oct_… python3 hello.py hello-octavo.md

Python 3.9 or later; nothing to install.
"""

import json
import os
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urljoin
from urllib.request import Request, urlopen


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    url = setting("OCTAVO_URL").rstrip("/")
    token = setting("OCTAVO_TOKEN")
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else stop("which Markdown file?")
    try:
        content = file.read_bytes()
    except OSError:
        stop(f"cannot read {file}")

    # The file's name is the post's address, so that sending it again replaces the post and never makes a second one.
    post = f"{url}/api/v1/posts/{quote(file.name.removesuffix('.md'), safe='')}"
    article = send("PUT", f"{post}?publish=true", token=token, type="text/markdown", body=content)
    print(f"{article['slug']} is {article['status']}: {article['title']}")

    # Whoever has no token is a guest, and says who they are.
    words = {"body": "Well *said*.", "author": {"name": "Grace"}}
    said = send("POST", f"{post}/comments", type="application/json", body=json.dumps(words).encode())
    print(f"A comment by {said['author']['name']} is {said['status']}")
    approved = send("PUT", f"{url}/api/v1/comments/{said['id']}/approval", token=token)
    print(f"The comment is {approved['status']}")

    print("The newest posts:")
    for each in send("GET", f"{url}/api/v1/posts?limit=10")["items"]:
        print(f"  {each['publishedAt'][:10]}  {each['title']}, comments: {each['commentCount']}")

    # A list is a page of at most `limit`; `links.next` leads to the next one.
    print(f"Comments on {article['title']}:")
    address = f"{post}/comments?limit=100"
    while address:
        page = send("GET", address)
        for comment in page["items"]:
            author = comment["author"]["name"] if comment["author"] else "Somebody"
            print(f"{'  ' * comment['depth']}{author}: {comment['body'] or '(not shown)'}")
        address = urljoin(url, page["links"]["next"]) if "next" in page["links"] else None


def send(method, address, token=None, type=None, body=None):
    """Gives the JSON that the server answers with. Every error of Octavo is a problem document, which says what is wrong."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if type:
        headers["Content-Type"] = type
    try:
        with urlopen(Request(address, body, headers, method=method)) as response:
            answer, status = response.read(), response.status
    except HTTPError as error:
        answer, status = error.read(), error.code
    except (OSError, ValueError):
        stop(f"cannot reach {address}")
    answer = json.loads(answer) if answer[:1] == b"{" else stop(f"{address} answered {status} without JSON")
    if status >= 400:
        stop(f"{answer['status']} {answer['title']}: {answer['detail']}")
    return answer


def setting(name):
    return os.environ.get(name) or stop(f"set {name}")


def stop(reason):
    sys.exit(f"hello: {reason}")


main()
