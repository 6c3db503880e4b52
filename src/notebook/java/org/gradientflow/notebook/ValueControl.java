package org.gradientflow.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import jdk.jshell.execution.DirectExecutionControl;

/** Runs JShell's snippets in this JVM and keeps the last value itself, where JShell keeps its text only. */
final class ValueControl extends DirectExecutionControl {
    private Object value;

    @Override
    protected String invoke(Method snippet) throws IllegalAccessException, InvocationTargetException {
        value = snippet.invoke(null);
        return valueString(value);
    }

    Object value() {
        return value;
    }
}
