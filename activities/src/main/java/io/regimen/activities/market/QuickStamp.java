package io.regimen.activities.market;

import org.jspecify.annotations.Nullable;

/**
 * The commonest stamps read character by character, as regular expressions are slow over many rows: unix time of 10, 13 or
 * 16 digits, {@code yyyyMMdd HH:mm}, {@code yyyyMMdd HHmmss} and {@code yyyy-MM-dd HH:mm:ss} with any of {@code -./} and
 * with T for the blank.
 */
final class QuickStamp {
    private QuickStamp() {}

    /** Null where the stamp has another form, is no real time, or is out of range: {@link Stamp#parseAny} decides. */
    static @Nullable Stamp parse(String s) {
        return switch (s.length()) {
            case 10, 13, 16 -> digits(s, 0, s.length()) ? Stamp.unix(Long.parseLong(s)) : null;
            case 14 ->
                s.charAt(8) == ' ' && s.charAt(11) == ':' && digits(s, 0, 8) && digits(s, 9, 11) && digits(s, 12, 14)
                        ? Stamp.local(two(s, 0) * 100 + two(s, 2), two(s, 4), two(s, 6), two(s, 9), two(s, 12), 0)
                        : null;
            case 15 ->
                s.charAt(8) == ' ' && digits(s, 0, 8) && digits(s, 9, 15)
                        ? Stamp.local(
                                two(s, 0) * 100 + two(s, 2), two(s, 4), two(s, 6), two(s, 9), two(s, 11), two(s, 13))
                        : null;
            case 19 ->
                separated(s)
                        ? Stamp.local(
                                two(s, 0) * 100 + two(s, 2), two(s, 5), two(s, 8), two(s, 11), two(s, 14), two(s, 17))
                        : null;
            default -> null;
        };
    }

    private static boolean separated(String s) {
        char separator = s.charAt(4);
        return (separator == '-' || separator == '.' || separator == '/')
                && s.charAt(7) == separator
                && (s.charAt(10) == ' ' || s.charAt(10) == 'T')
                && s.charAt(13) == ':'
                && s.charAt(16) == ':'
                && digits(s, 0, 4)
                && digits(s, 5, 7)
                && digits(s, 8, 10)
                && digits(s, 11, 13)
                && digits(s, 14, 16)
                && digits(s, 17, 19);
    }

    private static boolean digits(String s, int from, int to) {
        for (int i = from; i < to; i++) {
            if (s.charAt(i) < '0' || s.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static int two(String s, int at) {
        return 10 * (s.charAt(at) - '0') + s.charAt(at + 1) - '0';
    }
}
