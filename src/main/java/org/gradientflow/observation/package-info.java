/** Records what reaches a network's layers while it trains. Serves any DL4J model. */
package org.gradientflow.observation;
