package org.gradientflow.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;

class CellsTest {
    @Test
    void theValueOfACellIsItsLastExpression() {
        try (Cells cells = new Cells()) {
            assertThat(cells.evaluate("int a = 2;\nint twice(int x) { return 2 * x; }"))
                    .isNull();
            assertThat(cells.evaluate("twice(a) + 1")).isEqualTo(5);
            assertThat(cells.evaluate("a")).isEqualTo(2);
            assertThat(cells.evaluate("a + 1;\na = 7;")).isNull();
            assertThat(cells.evaluate("assert a == 7;")).isNull();
            assertThat(cells.evaluate("// nothing")).isNull();
        }
    }

    @Test
    void snippetsAfterAFailureDoNotRun() {
        try (Cells cells = new Cells()) {
            assertThatThrownBy(() -> cells.evaluate("int a = 1;\nassert a > 1 : \"too small\";\na = 5;"))
                    .isInstanceOf(CellException.class)
                    .hasMessage("java.lang.AssertionError: too small\nin: assert a > 1 : \"too small\";");
            assertThat(cells.evaluate("a")).isEqualTo(1);
        }
    }

    @Test
    void aCallOfAMissingMethodIsNamed() {
        try (Cells cells = new Cells()) {
            assertThatThrownBy(() -> cells.evaluate("int f() { return missing(); }"))
                    .hasMessageContaining("does not compile: unknown: method missing()");
        }
    }

    @Test
    void completenessAndContinuationsAreKnown() {
        try (Kernel kernel = new Kernel()) {
            assertThat(kernel.isComplete("int a = 1;")).isEqualTo("complete");
            assertThat(kernel.isComplete("for (;;) {")).isEmpty();
            assertThat(kernel.complete("\"\".isBl", 7).getReplacements()).containsExactly("isBlank()");
            assertThat(kernel.complete("\"\".isBl", 7).getSourceStart()).isEqualTo(3);
        }
    }

    @Test
    void aPictureHasTheSameBytesInEveryRun() {
        try (Kernel kernel = new Kernel()) {
            String cell = "new java.awt.image.BufferedImage(20, 10, java.awt.image.BufferedImage.TYPE_INT_RGB)";
            DisplayData first = kernel.eval(cell);
            DisplayData second = kernel.eval(cell);

            assertThat(first.getData(MIMEType.TEXT_PLAIN)).isEqualTo("a picture, 10 x 5");
            assertThat(first.getData(MIMEType.IMAGE_PNG)).isNotNull().isEqualTo(second.getData(MIMEType.IMAGE_PNG));
            // Its own text would not be the same.
            assertThat(new BufferedImage(1, 1, 1).toString()).isNotEqualTo(new BufferedImage(1, 1, 1).toString());
        }
    }
}
