/**
 * Event files that TensorBoard opens: what {@code tf.summary.histogram} and {@code tf.summary.scalar} of the original would
 * have written. The messages are TensorFlow's own protocol buffers; the framing and the histogram's buckets follow
 * TensorFlow's {@code record_writer.cc} and {@code histogram.cc}, of which there is no Java class.
 */
package org.gradientflow.report.tensorboard;
