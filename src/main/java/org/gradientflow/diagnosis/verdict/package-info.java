/** What a diagnosis says: findings with cause, severity and evidence, and prescriptions. */
package org.gradientflow.diagnosis.verdict;
