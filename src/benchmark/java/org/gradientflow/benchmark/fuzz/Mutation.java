package org.gradientflow.benchmark.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages valid input, the same way for the same random numbers: with random bytes, and with special numbers, tokens and lengths. */
final class Mutation {
    private static final int MOST_CHANGES = 5;
    private static final int MOST_TOKEN = 20_000;

    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "-0",
            "2147483647",
            "2147483648",
            "-2147483648",
            "4294967295",
            "9223372036854775807",
            "-9223372036854775808",
            "99999999999999999999",
            "1e308",
            "1e309",
            "-1e309",
            "1e-400",
            "NaN",
            "Infinity",
            "-Infinity",
            "0x7fffffff",
            "1e999999999",
            "2..2000000000",
            "0..9223372036854775807",
            "0.1.2");

    private static final List<String> TOKENS = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "{",
            "[",
            "]",
            "}",
            "\"",
            "'",
            ",",
            ";",
            "\t",
            ":",
            "..",
            "-",
            "\n",
            "\r\n",
            "\0",
            "&a ",
            "*a",
            "<<: *a",
            "!!java.net.URL ",
            "---\n",
            "\u001b[31m",
            "\u202e",
            "\ud83d\ude00",
            "\ufeff",
            "\\u0000",
            "%s%n",
            "${x}",
            "/",
            "@",
            "=",
            "--",
            "class");

    private static final long[] LENGTHS = {
        0,
        1,
        -1,
        127,
        128,
        255,
        32_767,
        65_535,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1L << 33
    };

    private final SplittableRandom random;
    private final List<byte[]> valid;

    /**
     * @param valid inputs to begin with, and to take pieces from
     */
    Mutation(SplittableRandom random, List<byte[]> valid) {
        this.random = random;
        this.valid = valid;
    }

    byte[] next() {
        byte[] input = any();
        for (int left = 1 + random.nextInt(MOST_CHANGES); left > 0; left--) {
            input = change(input);
        }
        return input;
    }

    private byte[] any() {
        return valid.get(random.nextInt(valid.size()));
    }

    private byte[] change(byte[] in) {
        int at = random.nextInt(in.length + 1);
        int end = Math.min(in.length, at + 1 + random.nextInt(random.nextInt(8) == 0 ? 1 + in.length : 16));
        return switch (random.nextInt(11)) {
            case 0 -> flipped(in, at);
            case 1 -> replaced(in, at, at, bytes(1 + random.nextInt(8)));
            case 2 -> replaced(in, at, end, new byte[0]);
            case 3 -> replaced(in, at, at, Arrays.copyOfRange(in, at, end));
            case 4 -> Arrays.copyOf(in, at);
            case 5 -> spliced(in, at);
            case 6 -> number(in, at);
            case 7 -> replaced(in, at, at, text(TOKENS.get(random.nextInt(TOKENS.size()))));
            case 8 -> token(in, at);
            case 9 -> length(in, at);
            default -> swapped(in, at, end);
        };
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] replaced(byte[] in, int from, int to, byte[] with) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(in, 0, from);
        out.writeBytes(with);
        out.write(in, to, in.length - to);
        return out.toByteArray();
    }

    private byte[] flipped(byte[] in, int at) {
        byte[] out = in.clone();
        if (at < out.length) {
            out[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        return out;
    }

    private byte[] spliced(byte[] in, int at) {
        byte[] other = any();
        return replaced(in, at, in.length, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
    }

    /** The next number from here on, as text. */
    private byte[] number(byte[] in, int at) {
        int from = at;
        while (from < in.length && !isDigit(in[from])) {
            from++;
        }
        int to = from;
        while (to < in.length && isDigit(in[to])) {
            to++;
        }
        return replaced(in, from, to, text(NUMBERS.get(random.nextInt(NUMBERS.size()))));
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private byte[] token(byte[] in, int at) {
        byte[] unit = at < in.length && random.nextBoolean()
                ? new byte[] {in[at]}
                : text(TOKENS.get(random.nextInt(TOKENS.size())));
        byte[] token = new byte[1 + random.nextInt(MOST_TOKEN)];
        for (int i = 0; i < token.length; i++) {
            token[i] = unit[i % unit.length];
        }
        return replaced(in, at, at, token);
    }

    /** A length or a count as binary formats have it. */
    private byte[] length(byte[] in, int at) {
        int width = 1 << random.nextInt(4);
        byte[] whole = ByteBuffer.allocate(Long.BYTES)
                .putLong(LENGTHS[random.nextInt(LENGTHS.length)])
                .array();
        return replaced(
                in, at, Math.min(in.length, at + width), Arrays.copyOfRange(whole, Long.BYTES - width, Long.BYTES));
    }

    private byte[] swapped(byte[] in, int at, int end) {
        byte[] piece = Arrays.copyOfRange(in, at, end);
        byte[] rest = replaced(in, at, end, new byte[0]);
        int to = random.nextInt(rest.length + 1);
        return replaced(rest, to, to, piece);
    }
}
