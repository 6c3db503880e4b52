/**
 * The Jupyter kernel that runs {@code notebooks/}: Java by JShell, in the kernel's own JVM, on the project's class path. It is no
 * part of the library: it is compiled beside the tests, and its libraries are in Maven's test scope.
 */
package org.gradientflow.notebook;
