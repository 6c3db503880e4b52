/**
 * What trains a sweep's networks: {@link org.gradientflow.sweep.engine.Engine} is the interface, {@link
 * org.gradientflow.sweep.engine.Engines} names its implementations, and {@link org.gradientflow.sweep.engine.Result} is what
 * they find out about each network.
 */
package org.gradientflow.sweep.engine;
