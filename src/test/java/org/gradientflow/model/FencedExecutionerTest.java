package org.gradientflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

class FencedExecutionerTest {
    private OpExecutioner present;

    @BeforeEach
    void remember() {
        present = Nd4j.getExecutioner();
    }

    @AfterEach
    void putBack() throws ReflectiveOperationException {
        field().set(null, present);
    }

    @Test
    void isWhatTheTestsRunOn() {
        assertThat(present).isInstanceOf(FencedExecutioner.class);
    }

    @Test
    void takesThePlaceOfNd4jsOwnWithItsSettings() throws ReflectiveOperationException {
        NativeOpExecutioner own = new NativeOpExecutioner();
        own.enableDebugMode(true);
        field().set(null, own);

        FencedExecutioner.install();

        assertThat(Nd4j.getExecutioner()).isInstanceOf(FencedExecutioner.class).returns(true, OpExecutioner::isDebug);
    }

    @Test
    void leavesSomeoneElsesInPlace() throws ReflectiveOperationException {
        OpExecutioner theirs = new NativeOpExecutioner() {};
        field().set(null, theirs);

        FencedExecutioner.install();

        assertThat(Nd4j.getExecutioner()).isSameAs(theirs);
    }

    @Test
    void aDiagnosisTrainsOnIt() throws ReflectiveOperationException {
        field().set(null, new NativeOpExecutioner());

        OpExecutioner seen = IsolatedThread.call("test", "nothing was done", Nd4j::getExecutioner);

        assertThat(seen).isInstanceOf(FencedExecutioner.class);
    }

    /** Overloads that only call another one need no fence of their own. */
    @Test
    void fencesEveryOperation() {
        List<String> unfenced = operations(NativeOpExecutioner.class)
                .filter(signature -> operations(FencedExecutioner.class).noneMatch(signature::equals))
                .toList();

        assertThat(unfenced)
                .containsExactlyInAnyOrder(
                        "[Op]",
                        "[IndexAccumulation]",
                        "[ReduceOp]",
                        "[ScalarOp]",
                        "[BroadcastOp]",
                        "[RandomOp]",
                        "[RandomOp, Random]",
                        "[CustomOp]");
    }

    @Test
    void computesTheSame() throws ReflectiveOperationException {
        INDArray fenced = everything();
        field().set(null, new NativeOpExecutioner());
        INDArray own = everything();

        assertThat(fenced).isEqualTo(own);
        assertThat(fenced.addi(1)).isNotEqualTo(own);
    }

    private static INDArray everything() {
        INDArray a = Nd4j.linspace(1, 12, 12).reshape(3, 4);
        return Nd4j.concat(
                0,
                a.dup().addiRowVector(Nd4j.ones(4)).ravel(),
                a.sum(0).ravel(),
                a.std(1).ravel(),
                a.argMax(1).castTo(a.dataType()).ravel(),
                a.mul(2).ravel(),
                Nd4j.exec(new SoftMax(a, a.ulike()))[0].ravel());
    }

    private static Stream<String> operations(Class<?> executioner) {
        return Arrays.stream(executioner.getDeclaredMethods())
                .filter(method -> method.getName().equals("exec")
                        && Modifier.isPublic(method.getModifiers())
                        && !method.isSynthetic()
                        && takesAnOperation(method))
                .map(method -> Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList()
                        .toString());
    }

    private static boolean takesAnOperation(Method method) {
        Class<?> first = method.getParameterTypes()[0];
        return Op.class.isAssignableFrom(first) || CustomOp.class.isAssignableFrom(first);
    }

    private static Field field() throws ReflectiveOperationException {
        Field field = Nd4j.class.getDeclaredField("OP_EXECUTIONER_INSTANCE");
        field.setAccessible(true);
        return field;
    }
}
