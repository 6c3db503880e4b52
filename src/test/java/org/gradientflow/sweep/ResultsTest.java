package org.gradientflow.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gradientflow.storage.file.BadFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    private static final String A = "2,16,normal:0.001,same,sgd,0.001,1,first-element,";
    private static final String B = "3,16,normal:0.001,same,sgd,0.001,1,first-element,";
    private static final String TRAINED = "true,0.00078,0.995,0.0015,0.0016,285,0,false";
    private static final String SILENT = "false,0.333,0,0,0,0,16,true";

    @TempDir
    private Path folder;

    private Path write(String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of(Row.HEADER));
        all.addAll(Arrays.asList(lines));
        return Files.writeString(folder.resolve("sweep.csv"), String.join("\n", all) + "\n");
    }

    @Test
    void areCountedCellByCell() throws IOException {
        Path file = write(A + "0," + TRAINED, A + "1," + TRAINED, A + "2," + SILENT, B + "0," + SILENT);

        List<SweepSummary> cells = Results.read(file);

        assertThat(cells).extracting(SweepSummary::networks).containsExactly(3, 1);
        assertThat(cells).extracting(SweepSummary::trained).containsExactly(2, 0);
        assertThat(cells).extracting(SweepSummary::silent).containsExactly(1, 1);
        assertThat(cells.get(1).cell().experiment().weightLayers()).isEqualTo(3);
    }

    /** Their gradientStdStart is 0 where no gradient came, and 4.94066E-324 where all elements were one other number. */
    @Test
    void rowsFromBeforeTheColumnSilentAreCountedToo() throws IOException {
        String older = A + "%d,false,0.333,0,%s,0.0016,285,0";
        Path file = Files.writeString(
                folder.resolve("older.csv"),
                String.join(
                        "\n",
                        Row.HEADER.replace(",silent", ""),
                        older.formatted(0, "0"),
                        older.formatted(1, "4.94066E-324"),
                        older.formatted(2, "0.0015"),
                        ""));

        assertThat(Results.read(file)).containsExactly(new SweepSummary(cell(), 3, 0, 1));
        assertRefused(
                write(older.formatted(0, "0.0015")),
                ":2: is not a row of a sweep, which has 17 columns; this line has 16");
    }

    @Test
    void aRowThatLostItsEndIsNotTakenForAnOlderOne() throws IOException {
        String cut = (A + "0," + TRAINED).replaceFirst(",[a-z]+$", "");

        assertRefused(
                write(A + "0," + TRAINED, A + "1," + TRAINED, cut),
                ":4: is not a row of a sweep, which has 17 columns; this line has 16");
        assertThat(Row.isOlder(cut)).isTrue();
        assertThat(Row.isOlder(cut.replaceFirst(",", ";"))).isFalse();
    }

    private static Cell cell() {
        return Row.parse(A + "0," + TRAINED).cell();
    }

    @Test
    void aFileThatStillGrowsIsReadUpToItsLastWholeLine() throws IOException {
        Path file = write(A + "0," + TRAINED);
        Files.writeString(file, Files.readString(file) + A + "1,tr");

        assertThat(Results.read(file)).extracting(SweepSummary::networks).containsExactly(1);
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() throws IOException {
        assertRefused(
                write(A + "0," + TRAINED, "precious"),
                ":3: is not a row of a sweep, which has 17 columns; this line has 1");
        assertRefused(
                write(A + "0," + TRAINED, A + "0," + TRAINED),
                ":3: seed 0 comes after seed 0 of the same cell; concatenate the shards' files in their order, each once");
        assertRefused(
                write(A + "0," + TRAINED, B + "0," + TRAINED, A + "1," + TRAINED),
                ":4: its cell already has rows above; concatenate the shards' files in their order, each once");
        assertRefused(write(A + "0," + TRAINED.replace("285", "2 85")), ":2: is not a row that sweep wrote");
        assertRefused(write(), ": has no rows; give the CSV file that sweep wrote");
    }

    @Test
    void aNetworkThatNobodyCanTrainIsNamedWithItsLine() throws IOException {
        assertRefused(write(row("2,16,", "1,16,")), ":2: layers must be from 2 to 1,001, not 1");
        assertRefused(write(row("2,16,", "2000000000,16,")), ":2: layers must be from 2 to 1,001, not 2,000,000,000");
        assertRefused(write(row("2,16,", "2,0,")), ":2: width of a hidden layer must be from 1 to 10,000, not 0");
        assertRefused(write(row(",1,first", ",0,first")), ":2: batch must be from 1 to 100,000, not 0");
        for (String rate : List.of("-0.001", "NaN", "Infinity")) {
            assertRefused(
                    write(A + "0," + TRAINED, row("sgd,0.001", "sgd," + rate)),
                    ":3: learning rate must be a positive finite number, not " + rate);
        }
    }

    private static String row(String column, String other) {
        return (A + "0," + TRAINED).replace(column, other);
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> Results.read(file))
                .isInstanceOf(BadFileException.class)
                .hasMessage(file + message);
    }

    /** Against R's binom.confint(290, 500, method = "wilson"), and the exact ends of none and all. */
    @Test
    void intervalsAreWilsons() {
        Cell cell = cell();
        SweepSummary.Rate rate = new SweepSummary(cell, 500, 290, 0).success();
        assertThat(rate.share()).isEqualTo(0.58);
        assertThat(rate.low()).isCloseTo(0.5363, within(1e-3));
        assertThat(rate.high()).isCloseTo(0.6225, within(1e-3));
        assertThat(new SweepSummary(cell, 20, 0, 0).success().low()).isZero();
        assertThat(new SweepSummary(cell, 20, 20, 0).success().high()).isEqualTo(1);
        assertThat(new SweepSummary(cell, 20, 20, 0).success().low()).isCloseTo(0.8389, within(1e-3));
    }

    @Test
    void numbersAreTheSameInEveryLocale() {
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(Decimals.rounded(1234567.8)).isEqualTo("1.23457E+6");
            assertThat(Decimals.rounded(123456.4)).isEqualTo("123456");
            assertThat(Decimals.rounded(120000)).isEqualTo("120000");
            assertThat(Decimals.rounded(3.3e-6 / 3)).isEqualTo("0.0000011");
            assertThat(Decimals.rounded(1.5e-9)).isEqualTo("1.5E-9");
            assertThat(Decimals.rounded(0)).isEqualTo("0");
            assertThat(Decimals.rounded(-0.25)).isEqualTo("-0.25");
            assertThat(Decimals.rounded(Double.NaN)).isEqualTo("NaN");
            assertThat(Decimals.rounded(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
        } finally {
            Locale.setDefault(locale);
        }
    }
}
