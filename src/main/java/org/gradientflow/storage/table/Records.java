package org.gradientflow.storage.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.gradientflow.storage.file.BadFileException;

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

    private Records(Path file, Limited characters) throws IOException {
        this.file = file;
        this.characters = characters;
        this.parser = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator(characters))
                .setIgnoreSurroundingSpaces(true)
                .get()
                .parse(characters);
        this.records = parser.iterator();
    }

    static Records open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new BadFileException(file, "is a folder");
        }
        Limited characters = new Limited(file, Files.newBufferedReader(file, StandardCharsets.UTF_8));
        try {
            return new Records(file, characters);
        } catch (IOException unreadable) {
            characters.close();
            throw unreadable instanceof CharacterCodingException ? notText(file) : unreadable;
        }
    }

    /** Looks ahead over the first line: a pipe can't be opened a second time. */
    private static char separator(Limited characters) throws IOException {
        char found = ',';
        characters.mark(MOST_CHARACTERS);
        for (int c = characters.read(); c >= 0 && c != '\n' && c != '\r'; c = characters.read()) {
            if (c == '\t' || c == ';' && found == ',') {
                found = (char) c;
            }
        }
        characters.reset();
        return found;
    }

    /** The next record, or empty at the end. */
    Optional<CSVRecord> next() throws IOException {
        characters.left = MOST_CHARACTERS;
        long begins = line() + 1;
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (UncheckedIOException unreadable) {
            if (unreadable.getCause() instanceof CharacterCodingException) {
                throw notText(file);
            }
            if (unreadable.getCause() instanceof CSVException quote) {
                throw quote.getMessage().contains("EOF")
                        ? new BadFileException(file, begins, "a quoted cell is not closed")
                        : new BadFileException(file, line(), "a quote is in a wrong place");
            }
            throw unreadable.getCause();
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
                        String.format(
                                Locale.ROOT,
                                "has a line of more than %,d characters, or a quote that is not closed",
                                MOST_CHARACTERS));
            }
        }
    }
}
