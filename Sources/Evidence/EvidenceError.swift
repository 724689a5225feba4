// The older name of a file's faults.

package import Documents

/// Every fault found in an input.
package typealias EvidenceError = InputFaults
