package org.gradientflow.report.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads event files by the formats' descriptions: TFRecord framing with a table-driven CRC-32C, and the wire
 * format of protocol buffers by field numbers. It shares no code with what writes them.
 */
public final class EventReader {
    /** {@code event.proto}: 1 wall_time, 2 step, 3 file_version, 5 summary. */
    public record Event(
            double wallTime,
            long step,
            String version,
            Map<String, Histogram> histograms,
            Map<String, Float> scalars) {}

    /** {@code histogram.proto}: 1 min, 2 max, 3 num, 4 sum, 5 sum_squares, 6 bucket_limit, 7 bucket. */
    public record Histogram(
            double min,
            double max,
            double num,
            double sum,
            double sumSquares,
            List<Double> limits,
            List<Double> counts) {}

    private EventReader() {}

    /** The one event file of a folder. */
    public static Path file(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            if (all.size() != 1) {
                throw new IOException("expected one file: " + all);
            }
            return all.get(0);
        }
    }

    public static List<Event> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] length = new byte[8];
            bytes.get(bytes.position(), length);
            int size = Math.toIntExact(bytes.getLong());
            check(length, bytes.getInt());
            byte[] message = new byte[size];
            bytes.get(message);
            check(message, bytes.getInt());
            events.add(event(message));
        }
        return events;
    }

    private static void check(byte[] bytes, int masked) throws IOException {
        int rotated = masked - 0xa282ead8;
        int stored = rotated << 15 | rotated >>> 17;
        if (stored != crc(bytes)) {
            throw new IOException("checksum of " + bytes.length + " bytes is wrong");
        }
    }

    /** Castagnoli's polynomial, bit-reversed, bit by bit. */
    static int crc(byte[] bytes) {
        int crc = -1;
        for (byte one : bytes) {
            crc ^= one & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
            }
        }
        return ~crc;
    }

    private static Event event(byte[] message) {
        double wallTime = 0;
        long step = 0;
        String version = null;
        Map<String, Histogram> histograms = new LinkedHashMap<>();
        Map<String, Float> scalars = new LinkedHashMap<>();
        for (Field field : fields(message)) {
            switch (field.number) {
                case 1 -> wallTime = Double.longBitsToDouble(field.bits);
                case 2 -> step = field.bits;
                case 3 -> version = new String(field.bytes, StandardCharsets.UTF_8);
                case 5 -> fields(field.bytes).forEach(value -> value(value.bytes, histograms, scalars));
                default -> throw new IllegalStateException("field " + field.number + " of Event");
            }
        }
        return new Event(wallTime, step, version, histograms, scalars);
    }

    /** {@code summary.proto}, Value: 1 tag, 2 simple_value, 5 histo. */
    private static void value(byte[] message, Map<String, Histogram> histograms, Map<String, Float> scalars) {
        String tag = null;
        for (Field field : fields(message)) {
            switch (field.number) {
                case 1 -> tag = new String(field.bytes, StandardCharsets.UTF_8);
                case 2 -> scalars.put(tag, Float.intBitsToFloat((int) field.bits));
                case 5 -> histograms.put(tag, histogram(field.bytes));
                default -> throw new IllegalStateException("field " + field.number + " of Value");
            }
        }
    }

    private static Histogram histogram(byte[] message) {
        double[] numbers = new double[6];
        List<Double> limits = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        for (Field field : fields(message)) {
            if (field.number <= 5) {
                numbers[field.number] = Double.longBitsToDouble(field.bits);
            } else {
                ByteBuffer packed = ByteBuffer.wrap(field.bytes).order(ByteOrder.LITTLE_ENDIAN);
                while (packed.hasRemaining()) {
                    (field.number == 6 ? limits : counts).add(packed.getDouble());
                }
            }
        }
        return new Histogram(numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], limits, counts);
    }

    private record Field(int number, long bits, byte[] bytes) {}

    private static List<Field> fields(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            int key = (int) varint(in);
            int number = key >>> 3;
            switch (key & 7) {
                case 0 -> fields.add(new Field(number, varint(in), null));
                case 1 -> fields.add(new Field(number, in.getLong(), null));
                case 2 -> {
                    byte[] bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                    fields.add(new Field(number, 0, bytes));
                }
                case 5 -> fields.add(new Field(number, in.getInt(), null));
                default -> throw new IllegalStateException("wire type " + (key & 7));
            }
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
