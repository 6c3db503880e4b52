package org.gradientflow.storage;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The lines of a table, cell by cell, separated by tabs, semicolons or commas, whichever the first line has; cells may be
 * quoted. Blank lines are passed over. Only one record is in memory at a time.
 */
final class Records implements AutoCloseable {
    /** Characters of a record: a line of a million numbers is shorter. A quote that is never closed would take in the file. */
    private static final int MOST_CHARACTERS = 1 << 24;

    private final Path file;
    private final Limited characters;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;

    private Records(Path file, char separator) throws IOException {
        this.file = file;
        this.characters = new Limited(file, Files.newBufferedReader(file, StandardCharsets.UTF_8));
        this.parser = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreSurroundingSpaces(true)
                .get()
                .parse(characters);
        this.records = parser.iterator();
    }

    static Records open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new BadFileException(file, "is a folder");
        }
        return new Records(file, separator(file));
    }

    private static char separator(Path file) throws IOException {
        try (Reader reader = new Limited(file, Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
            char found = ',';
            for (int c = reader.read(); c >= 0 && c != '\n' && c != '\r'; c = reader.read()) {
                if (c == '\t' || c == ';' && found == ',') {
                    found = (char) c;
                }
            }
            return found;
        } catch (CharacterCodingException binary) {
            throw notText(file);
        }
    }

    /** The next record, or empty at the end. */
    Optional<CSVRecord> next() throws IOException {
        characters.left = MOST_CHARACTERS;
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (UncheckedIOException unreadable) {
            if (unreadable.getCause() instanceof CharacterCodingException) {
                throw notText(file);
            }
            throw unreadable.getCause() instanceof BadFileException known
                    ? known
                    : new BadFileException(file, line() + 1, "a quoted cell is not closed");
        } catch (IllegalStateException misplaced) {
            throw new BadFileException(file, line() + 1, "a quote stands where none may");
        }
    }

    /** The last line of the record that was given last, from 1. */
    long line() {
        return parser.getCurrentLineNumber();
    }

    private static BadFileException notText(Path file) {
        return new BadFileException(file, "is not text in UTF-8");
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** Ends where a record does not. */
    private static final class Limited extends FilterReader {
        private final Path file;
        private int left = MOST_CHARACTERS;

        Limited(Path file, Reader in) {
            super(in);
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            count(1);
            return super.read();
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int characters) throws BadFileException {
            left -= characters;
            if (left < 0) {
                throw new BadFileException(
                        file,
                        "has a line of more than %,d characters, or a quote that is not closed"
                                .formatted(MOST_CHARACTERS));
            }
        }
    }
}
