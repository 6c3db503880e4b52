package org.gradientflow.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import jdk.jshell.execution.DirectExecutionControl;

/**
 * Runs JShell's snippets in this JVM with assertions enabled, and keeps the last value itself, of which JShell keeps only the
 * text.
 */
final class ValueControl extends DirectExecutionControl {
    private Object value;

    @Override
    public void load(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        super.load(classes);
        for (ClassBytecodes loaded : classes) {
            // A class reads this status when it is initialised, which is later.
            try {
                findClass(loaded.name()).getClassLoader().setDefaultAssertionStatus(true);
            } catch (ClassNotFoundException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    @Override
    protected String invoke(Method snippet) throws IllegalAccessException, InvocationTargetException {
        value = snippet.invoke(null);
        return valueString(value);
    }

    Object value() {
        return value;
    }
}
