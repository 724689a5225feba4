// What a VCF record says of one sample: its alleles, depths, filters and copy number.

import Documents
import Reporting

/// The genotype of a sample at a record.
struct VCFGenotype {
  /// GT as written.
  let text: String
  /// The alleles, 0 the reference; `nil` for one that is not known.
  let alleles: [Int?]
  /// Whether every allele is a number or `.`.
  let isReadable: Bool

  /// The genotype of a sample; `nil` if the file, or the record's FORMAT, has none.
  init?(_ record: VCFRecord, sample: Int?) {
    guard let sample, record.format.contains("GT") else { return nil }
    let written = record.value("GT", sample: sample) ?? "."
    // From VCF 4.4 on a mark may stand before the first allele.
    text =
      written.utf8.count > 1 && (written.hasPrefix("/") || written.hasPrefix("|"))
      ? String(written.dropFirst()) : written
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "|" }
    alleles = parts.map { VCFGenotype.allele($0) }
    isReadable = zip(parts, alleles).allSatisfy { $0 == "." || $1 != nil }
  }

  /// The number of an allele, written as VCF has it: `0`, `1`, `12`.
  private static func allele(_ text: Substring) -> Int? { Int(text).flatMap { String($0) == text ? $0 : nil } }

  /// How many of the alleles are this one.
  func count(of allele: Int) -> Int { alleles.count { $0 == allele } }
  /// Whether an allele is not known.
  var isPartial: Bool { alleles.contains(nil) }
  /// Whether no allele is known.
  var isMissing: Bool { alleles.allSatisfy { $0 == nil } }
  /// Whether every allele is the reference.
  var isReference: Bool { alleles.allSatisfy { $0 == 0 } }

  /// How many of the sample's copies have an allele; `nil` if the genotype does not tell.
  ///
  /// - Parameter isOppositeLost: whether another allele of the genotype is lost (`*`).
  func zygosity(of allele: Int, isOppositeLost: Bool) -> Call.Zygosity? {
    if isPartial { return nil }
    if alleles.count == 1 || isOppositeLost { return .hemizygous }
    return count(of: allele) == alleles.count ? .homozygous : .heterozygous
  }
}

extension VCFRecord {
  private func text(_ key: String, _ sample: Int?) -> String? { sample.flatMap { value(key, sample: $0) } }

  private func numbers(_ key: String, _ sample: Int?) -> [Double?] {
    sample.map { values(key, sample: $0).map { Double($0) } } ?? []
  }

  private func number(_ key: String, _ sample: Int?) -> Double? { numbers(key, sample).first.flatMap { $0 } }

  private static func depth(_ number: Double?) -> Int? {
    number.flatMap { $0.isFinite && $0 >= 0 && $0 <= 1e9 ? Int($0.rounded()) : nil }
  }

  /// The number of copies that FORMAT or INFO states (CN), whole or not.
  func statedCopies(sample: Int?) -> Double? {
    let value = number("CN", sample) ?? info["CN"].flatMap { Double($0) }
    return value.flatMap { $0 >= 0 && $0 <= 1000 ? $0 : nil }
  }

  /// The whole number of copies that is stated; `nil` if none is, or one between two.
  func copyNumber(sample: Int?) -> Int? {
    guard let stated = statedCopies(sample: sample), abs(stated - stated.rounded()) <= 0.25 else { return nil }
    return Int(stated.rounded())
  }

  /// Reads of other alleles beside a genotype like the reference, in a sentence; `nil` if there are few. A quarter of
  /// 20 or more reads is never a heterozygous allele's lack of luck nor an error of reading.
  func referenceDoubt(sample: Int?) -> String? {
    let depths = numbers("AD", sample).map(VCFRecord.depth)
    guard depths.count == alternates.count + 1, let own = depths[0],
      filters(sample: sample).allSatisfy({ $0 == "PASS" })
    else { return nil }
    for (index, depth) in depths.dropFirst().enumerated() where VCFRecord.isSequence(alternates[index]) {
      guard let depth, depth + own >= 20, 4 * depth >= depth + own else { continue }
      return "the genotype is the reference, yet \(depth) of \(depth + own) reads show \(alternates[index].quoted())"
    }
    return nil
  }

  /// The depth of a block that is like the reference: its smallest one where it is told.
  func blockDepth(sample: Int?) -> Int? {
    let smallest = number("MIN_DP", sample) ?? info["MIN_DP"].flatMap { Double($0) }
    if let depth = VCFRecord.depth(smallest ?? number("DP", sample)) { return depth }
    let sum = numbers("AD", sample).compactMap(VCFRecord.depth).reduce(0, +)
    return sum > 0 ? sum : nil
  }

  /// GQ, rounded.
  func genotypeQuality(sample: Int?) -> Int? { VCFRecord.depth(number("GQ", sample)) }

  /// The filters that the record or the sample fails; `PASS` alone if there are none, empty if none were applied.
  func filters(sample: Int?) -> [String] {
    let failed = ([filter] + [text("FT", sample) ?? "."]).flatMap { field in
      field.split { $0 == ";" || $0 == "," }.map(String.init).filter { $0 != "." && $0.uppercased() != "PASS" }
    }
    if !failed.isEmpty { return failed.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
    return filter == "." || filter.isEmpty ? [] : ["PASS"]
  }

  /// Fills genotype, zygosity, depths and filters of a sample's call.
  ///
  /// - Parameter allele: number of the allele, 1 for the first ALT.
  func fill(_ call: inout Call, allele: Int, genotype: VCFGenotype?, sample: Int?) {
    call.filter = filters(sample: sample)
    call.qual = quality.flatMap { VCFRecord.depth($0) }
    call.quality = genotypeQuality(sample: sample)
    if let genotype, genotype.text != "." {
      call.genotype = genotype.text
      let lost = alternates.indices.filter { alternates[$0] == "*" }.map { $0 + 1 }
      call.zygosity = genotype.zygosity(
        of: allele, isOppositeLost: genotype.alleles.contains { $0.map(lost.contains) == true })
      if genotype.text.contains("|") {
        call.phaseSet = text("PS", sample).flatMap { Int($0) }.flatMap { (1...1 << 31).contains($0) ? $0 : nil }
      }
    }
    fillDepths(&call, allele: allele, sample: sample)
  }

  private func fillDepths(_ call: inout Call, allele: Int, sample: Int?) {
    var depths = numbers("AD", sample).map(VCFRecord.depth)
    if depths.count != alternates.count + 1 {
      depths = [VCFRecord.depth(number("RO", sample))] + numbers("AO", sample).map(VCFRecord.depth)
    }
    let total = VCFRecord.depth(number("DP", sample))
    let sum = depths.compactMap(\.self).reduce(0, +)
    if depths.count == alternates.count + 1, !depths.contains(nil) {
      (call.refDepth, call.altDepth) = (depths[0], depths[allele])
      call.depth = max(sum, total ?? 0)
    } else {
      call.depth = total
    }
    let fractions = text("VAF", sample) == nil ? numbers("AF", sample) : numbers("VAF", sample)
    if fractions.count == alternates.count, let fraction = fractions[allele - 1], (0...1).contains(fraction) {
      call.vaf = fraction
    } else if let depth = call.depth, let alt = call.altDepth, depth > 0 {
      call.vaf = Double(alt) / Double(depth)
    }
  }
}
