// The codes of faults that say who a sample is.

package import Documents

extension InputFault.Code {
  /// The name of a sample or cell line is not one of the case's.
  package static let identityMismatch = InputFault.Code(rawValue: "IDENTITY_MISMATCH")
  /// The genotypes of two samples of a case cannot be of one person.
  package static let identityGenotypes = InputFault.Code(rawValue: "IDENTITY_GENOTYPES")
  /// The RNA shows one allele only where the DNA has two: it may be another person's.
  package static let identityUncertain = InputFault.Code(rawValue: "IDENTITY_UNCERTAIN")
  /// Two cases may be one person.
  package static let sameGenotypes = InputFault.Code(rawValue: "SAME_GENOTYPES")
  /// Two cases hold the same reads.
  package static let sameReads = InputFault.Code(rawValue: "SAME_READS")
}
