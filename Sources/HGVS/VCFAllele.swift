// A variant as VCF writes it: position, reference and alternate bases of the forward strand.

/// A variant as a VCF record states it: 1-based position, reference and alternate bases of the forward strand.
package struct VCFAllele: Sendable, Hashable {
  /// The bare chromosome name, such as `17`.
  package let chromosome: String
  /// 1-based position of the first reference base.
  package let position: Int
  /// Reference bases as nucleotide codes, never empty.
  package let reference: [UInt8]
  /// Alternate bases as nucleotide codes, never empty.
  package let alternate: [UInt8]

  /// An allele from its parts.
  package init(chromosome: String, position: Int, reference: [UInt8], alternate: [UInt8]) {
    self.chromosome = chromosome
    self.position = position
    self.reference = reference
    self.alternate = alternate
  }

  /// Appends `17-50198002-C-A`.
  package func write(to text: inout [UInt8]) {
    text.append(text: chromosome)
    text.append(UInt8(ascii: "-"))
    text.append(number: position)
    text.append(UInt8(ascii: "-"))
    text.append(codes: reference)
    text.append(UInt8(ascii: "-"))
    text.append(codes: alternate)
  }
}

extension VCFAllele: CustomStringConvertible {
  /// `17-50198002-C-A`.
  package var description: String { text { write(to: &$0) } }
}
