// Variants that a laboratory already knows, read from VCF, to mark calls with.

import BioSequence
package import HGVS

/// What is wrong with a file of known variants.
package struct KnownVariantsError: Error, Sendable, Hashable, CustomStringConvertible {
  /// File name as shown to people.
  package let file: String
  /// 1-based line.
  package let line: Int
  /// What is wrong and what to do.
  package let reason: String

  /// `file:line: reason`.
  package var description: String { "\(file):\(line): \(reason)" }
}

/// Alleles with what is known of them, looked up by chromosome, position and bases.
package struct KnownVariants: Sendable {
  private struct Key: Hashable {
    let chromosome: String
    let position: Int
    let reference: String
    let alternate: String
  }

  private var texts: [Key: String] = [:]

  /// Nothing known.
  package init() {}

  /// The number of alleles.
  package var count: Int { texts.count }

  /// Reads the records of VCF text that lie on chromosomes 7 and 17.
  ///
  /// The text of an allele is its ID and the value of `CLNSIG`, joined by `|`, whichever there are. Alleles are compared after
  /// trimming shared ends, so another padding does not matter; ones that are not left-aligned will not match.
  ///
  /// - Throws: ``KnownVariantsError`` at a record with fewer than five columns or a bad position.
  package init(vcf text: String, file: String) throws(KnownVariantsError) {
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count >= 5, let position = Int(columns[1]), position > 0 else {
        throw KnownVariantsError(
          file: file, line: index + 1, reason: "not a VCF record: it needs CHROM, POS, ID, REF and ALT, tab-separated")
      }
      let chromosome = columns[0].hasPrefix("chr") ? String(columns[0].dropFirst(3)) : String(columns[0])
      guard chromosome == "7" || chromosome == "17" else { continue }
      let significance = columns.count > 7 ? KnownVariants.info("CLNSIG", in: columns[7]) : nil
      let parts = [columns[2] == "." ? nil : String(columns[2]), significance].compactMap(\.self)
      let known = parts.isEmpty ? "known" : parts.joined(separator: "|")
      for alternate in columns[4].split(separator: ",") where alternate.first != "<" && alternate != "*" {
        texts[
          KnownVariants.key(
            chromosome, position, Array(columns[3].uppercased().utf8), Array(alternate.uppercased().utf8))] = known
      }
    }
  }

  /// What is known of an allele, or an empty text.
  package func text(of allele: VCFAllele) -> String {
    guard !texts.isEmpty else { return "" }
    let letters = [UInt8]("ACGTN".utf8)
    let key = KnownVariants.key(
      allele.chromosome, allele.position, allele.reference.map { letters[Int($0)] },
      allele.alternate.map { letters[Int($0)] })
    return texts[key] ?? ""
  }

  /// What is known of an allele written as `17-50198002-C-A`, or an empty text.
  package func text(ofVCFStyle description: String) -> String {
    let parts = description.split(separator: "-")
    guard parts.count == 4, let position = Int(parts[1]) else { return "" }
    return texts[KnownVariants.key(String(parts[0]), position, Array(parts[2].utf8), Array(parts[3].utf8))] ?? ""
  }

  private static func key(_ chromosome: String, _ position: Int, _ reference: [UInt8], _ alternate: [UInt8]) -> Key {
    var reference = reference[...]
    var alternate = alternate[...]
    var position = position
    while reference.count > 1, alternate.count > 1, reference.last == alternate.last {
      reference.removeLast()
      alternate.removeLast()
    }
    while reference.count > 1, alternate.count > 1, reference.first == alternate.first {
      reference.removeFirst()
      alternate.removeFirst()
      position += 1
    }
    return Key(
      chromosome: chromosome, position: position, reference: String(decoding: reference, as: UTF8.self),
      alternate: String(decoding: alternate, as: UTF8.self))
  }

  private static func info(_ key: String, in column: Substring) -> String? {
    for field in column.split(separator: ";") where field.hasPrefix(key + "=") {
      return String(field.dropFirst(key.count + 1))
    }
    return nil
  }
}
