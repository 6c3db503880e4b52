package org.gradientflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0.33649, 0.34",
        "3.26e-6, 3.3e-6",
        "-4.21e-6, -4.2e-6",
        "0.00996, 0.010",
        "0.0099, 9.9e-3",
        "139.6, 140",
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "1e-12, 1.0e-12",
        "2.5e9, 2.5e9",
        "12345, 12000",
        "NaN, NaN",
        "Infinity, ∞",
        "-Infinity, −∞"
    })
    void numbersAreShort(double value, String text) {
        assertThat(Numbers.text(value).replace(",", "")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "12345, '12,000'",
        "999.9, '1,000'",
        "994, 990",
        "0.01, 0.010",
        "999999, 1.0e6",
        "-123456, '-120,000'",
        "1e-100, 1.0e-100",
    })
    void largeNumbersHaveTheirThousandsAndVeryLargeAndSmallOnesAPower(double value, String text) {
        assertThat(Numbers.text(value)).isEqualTo(text);
    }

    @Test
    void digitsCanBeAskedFor() {
        assertThat(Numbers.text(0.33649, 3)).isEqualTo("0.336");
        assertThat(Numbers.text(3.26e-6, 1)).isEqualTo("3e-6");
    }

    @ParameterizedTest
    @CsvSource({
        "439.2, 439 times",
        "0.283, 0.28 times",
        "9.96, 10 times",
        "10, 10 times",
        "1e6, 1.0e6 times",
        "1234.4, '1,234 times'",
        "3e7, 3.0e7 times"
    })
    void ratiosReadAsTimes(double value, String text) {
        assertThat(Numbers.times(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "3.5e-4, '2,900 times smaller than'",
        "1.3e-5, '77,000 times smaller than'",
        "0.32, '3.1 times smaller than'",
        "0.05, '20 times smaller than'",
        "3e-8, '33,000,000 times smaller than'",
        "1e-12, '1.0e12 times smaller than'",
        "1000, '1,000 times larger than'",
        "1, about as large as",
        "0.98, about as large as",
        "1.04, about as large as",
        "1.06, 1.1 times larger than",
        "0, '0, unlike'"
    })
    void ratiosReadAsComparisons(double value, String text) {
        assertThat(Numbers.compared(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.00012, 0.00012",
        "0.00009, 9.0e-5",
        "1000000, '1,000,000'",
        "123456789, '120,000,000'",
        "-2500000, '-2,500,000'",
        "1e9, 1.0e9",
        "0, 0",
        "0.5, 0.5",
        "NaN, NaN"
    })
    void plainNumbersHaveAPowerOnlyWhereTheyAreExtreme(double value, String text) {
        assertThat(Numbers.plain(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.3333, 33%", "0.97917, 98%", "0.997, 100%", "1, 100%", "0, 0%", "0.00012, 0.012%", "0.000012, 0.0012%"
    })
    void sharesReadAsPerCent(double value, String text) {
        assertThat(Numbers.percent(value)).isEqualTo(text);
    }
}
