/**
 * Event files for TensorBoard, with what {@code tf.summary.histogram} and {@code tf.summary.scalar} would have written in the
 * original. The messages are TensorFlow's own protocol buffers; the framing and the histogram's buckets follow
 * TensorFlow's {@code record_writer.cc} and {@code histogram.cc}, for which there is no Java class.
 */
package org.gradientflow.report.tensorboard;
