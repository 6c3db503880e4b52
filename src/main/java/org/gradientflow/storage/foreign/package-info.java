/** Models and arrays from anyone: nothing in them runs, and their sizes are checked before they are believed. */
package org.gradientflow.storage.foreign;
