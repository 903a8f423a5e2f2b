package dev.octavo.limit;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How often: {@code 10/1m} is ten at once, and one more every six seconds until there are ten again; {@code off} is without end.
 *
 * @param quota how many at once; 0 for without end
 * @param window in which as many come back
 */
public record Rate(int quota, Duration window) {
    private static final Pattern FORM =
            Pattern.compile("(?<quota>[1-9][0-9]{0,8})/(?<number>[1-9][0-9]{0,4})(?<unit>[smhd])");

    /** Read from the configuration, which finds this method by its name. */
    public static Rate of(String text) {
        if (text.equals("off")) {
            return new Rate(0, Duration.ZERO);
        }
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text + " is no rate: write 10/1m (units s, m, h, d), or off");
        }
        var number = Long.parseLong(parts.group("number"));
        var window = switch (parts.group("unit")) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        return new Rate(Integer.parseInt(parts.group("quota")), window);
    }

    boolean isOff() {
        return quota == 0;
    }
}
