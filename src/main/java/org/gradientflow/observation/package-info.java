/** What reaches a layer while a model trains. Knows DL4J's API only, so that it serves any DL4J model. */
package org.gradientflow.observation;
