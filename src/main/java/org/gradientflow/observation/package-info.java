/** What a network is, and what reaches its layers while it trains. Knows DL4J's API only, so that it serves any DL4J model. */
package org.gradientflow.observation;
