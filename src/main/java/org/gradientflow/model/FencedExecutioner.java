package org.gradientflow.model;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BroadcastOp;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.IndexAccumulation;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.RandomOp;
import org.nd4j.linalg.api.ops.ReduceOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.api.ops.impl.summarystats.Variance;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's executioner for the CPU, which keeps an operation reachable until native code is done with it. The results are the same.
 *
 * <p>ND4J's own hands native code the addresses of an operation's buffers and then no longer needs the operation; compiled code
 * does not keep what it no longer needs. A garbage collection in between finds the operation's dimensions unreachable, another
 * thread frees them, and native code reads freed memory: the JVM ends with SIGSEGV in {@code sd::DataBuffer::primary()} or
 * {@code functions::broadcast::Broadcast}, mostly where a layer adds its bias. That takes a collection at the wrong moment and a
 * thread that waits for a core: rare in one training, not in thousands on a busy machine. {@code mvn -q -Pbenchmark test-compile
 * exec:java -Dexec.args=executioner} shows both, a crash within a minute without and none with.
 *
 * <p>{@code -Dopexec=org.gradientflow.model.FencedExecutioner} makes ND4J start with it; {@link #install} puts it in place
 * later.
 */
public final class FencedExecutioner extends NativeOpExecutioner {
    /** The replaced executioner keeps the buffers that an operation begun before may still read. */
    private static OpExecutioner replaced;

    /**
     * Takes the place of ND4J's own executioner in this JVM, with its settings. Does nothing where another one is at work, a GPU's
     * or someone's own.
     */
    public static synchronized void install() {
        OpExecutioner present = Nd4j.getExecutioner();
        if (present.getClass() != NativeOpExecutioner.class) {
            return;
        }
        FencedExecutioner fenced = new FencedExecutioner();
        fenced.enableDebugMode(present.isDebug());
        fenced.enableVerboseMode(present.isVerbose());
        try {
            // ND4J reads the property once, at its start, and has no setter.
            Field executioner = Nd4j.class.getDeclaredField("OP_EXECUTIONER_INSTANCE");
            executioner.setAccessible(true);
            replaced = present;
            executioner.set(null, fenced);
        } catch (ReflectiveOperationException other) {
            throw new IllegalStateException("expected ND4J 1.0.0-M2.1", other);
        }
    }

    @Override
    public INDArray exec(Op op, OpContext context) {
        try {
            return super.exec(op, context);
        } finally {
            keep(op, context);
        }
    }

    @Override
    public INDArray exec(IndexAccumulation op, OpContext context) {
        try {
            return super.exec(op, context);
        } finally {
            keep(op, context);
        }
    }

    @Override
    public INDArray exec(Variance op) {
        try {
            return super.exec(op);
        } finally {
            keep(op, null);
        }
    }

    @Override
    public INDArray exec(ReduceOp op, OpContext context) {
        try {
            return super.exec(op, context);
        } finally {
            keep(op, context);
        }
    }

    @Override
    public INDArray exec(ScalarOp op, OpContext context) {
        try {
            return super.exec(op, context);
        } finally {
            keep(op, context);
        }
    }

    @Override
    public INDArray exec(BroadcastOp op, OpContext context) {
        try {
            return super.exec(op, context);
        } finally {
            keep(op, context);
        }
    }

    @Override
    public INDArray exec(RandomOp op, OpContext context, Random random) {
        try {
            return super.exec(op, context, random);
        } finally {
            keep(op, context);
        }
    }

    @Override
    public INDArray[] exec(CustomOp op, OpContext context) {
        try {
            return super.exec(op, context);
        } finally {
            keep(op, context);
        }
    }

    private static void keep(Object op, OpContext context) {
        Reference.reachabilityFence(op);
        Reference.reachabilityFence(context);
    }
}
