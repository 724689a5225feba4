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
    guard let sample, record.format.contains("GT") || record.format.contains("LGT") else { return nil }
    let written =
      record.format.contains("GT")
      ? record.value("GT", sample: sample) ?? "." : record.globalGenotype(sample: sample) ?? "."
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
  /// The alleles that a sample's local ones are, the reference first (LAA of VCF 4.5; LA counts the reference among them).
  private func localAlleles(sample: Int) -> [Int?] {
    if format.contains("LAA") { return [0] + values("LAA", sample: sample).map { Int($0) } }
    return values("LA", sample: sample).map { Int($0) }
  }

  /// LGT in the record's own alleles; as it is written where it names one that LAA does not have, so that it cannot be read.
  fileprivate func globalGenotype(sample: Int) -> String? {
    guard let written = value("LGT", sample: sample) else { return nil }
    let local = localAlleles(sample: sample)
    var text = ""
    var digits = ""
    func close() {
      guard !digits.isEmpty else { return }
      let allele = Int(digits).flatMap { $0 == 0 ? 0 : local.indices.contains($0) ? local[$0] : nil }
      text += allele.map(String.init) ?? "LGT \(digits)"
      digits = ""
    }
    for character in written {
      if character.isNumber {
        digits.append(character)
      } else {
        close()
        text.append(character)
      }
    }
    close()
    return text
  }

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
    let depths = alleleDepths(sample: sample)
    guard let own = depths.first ?? nil,
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
    // A smallest depth above the block's own is none.
    let told = [smallest, number("DP", sample)].compactMap(VCFRecord.depth)
    if let depth = told.min() { return depth }
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
    }
    fillDepths(&call, allele: allele, sample: sample)
  }

  /// Reads of each allele, the reference first; empty where the record does not tell those of all.
  ///
  /// Read are AD, LAD with LAA, RO and AO (FreeBayes), RD and AD (VarScan), NR and NV (Platypus), and DP4 (SAMtools).
  private func alleleDepths(sample: Int?) -> [Int?] {
    let count = alternates.count + 1
    func depths(_ key: String) -> [Int?] { numbers(key, sample).map(VCFRecord.depth) }
    func whole(_ found: [Int?]) -> [Int?]? { found.count == count && !found.contains(nil) ? found : nil }
    if let found = whole(depths("AD")) { return found }
    if let sample, format.contains("LAD") {
      var found: [Int?] = Array(repeating: 0, count: count)
      for (allele, depth) in zip(localAlleles(sample: sample), depths("LAD")) {
        guard let allele, found.indices.contains(allele) else { return [] }
        found[allele] = depth
      }
      return whole(found) ?? []
    }
    if let found = whole([depths("RO").first ?? nil] + depths("AO")) { return found }
    if let found = whole([depths("RD").first ?? nil] + depths("AD")) { return found }
    let (all, own) = (depths("NR"), depths("NV"))
    if count == 2, let total = all.first ?? nil, let alt = own.first ?? nil, alt <= total { return [total - alt, alt] }
    var strands = depths("DP4")
    // In INFO it is the sum of all samples.
    if strands.isEmpty, samples.count == 1 {
      strands = (info["DP4"] ?? "").split { $0 == "," }.map { VCFRecord.depth(Double($0)) }
    }
    let four = strands.compactMap(\.self)
    return count == 2 && strands.count == 4 && four.count == 4 ? [four[0] + four[1], four[2] + four[3]] : []
  }

  /// The part of the reads that show an allele, 0-1: VAF, AF or VF, or FREQ, which VarScan writes in per cent.
  private func fraction(of allele: Int, sample: Int?) -> Double? {
    for key in ["VAF", "AF", "VF", "FREQ"] {
      let values = sample.map { self.values(key, sample: $0) } ?? []
      guard values.count == alternates.count else { continue }
      let text = values[allele - 1]
      let value = text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
      if let value, (0...1).contains(value) { return value }
    }
    return nil
  }

  private func fillDepths(_ call: inout Call, allele: Int, sample: Int?) {
    let depths = alleleDepths(sample: sample).compactMap(\.self)
    let total = VCFRecord.depth(number("DP", sample))
    if !depths.isEmpty {
      (call.refDepth, call.altDepth) = (depths[0], depths[allele])
      call.depth = max(depths.reduce(0, +), total ?? 0)
    } else {
      call.depth = total
    }
    // What contradicts the depths of the alleles is no fraction of them: another program's VF may count fragments.
    let ratio = depths.isEmpty ? nil : call.altDepth.map { Double($0) / Double(max(1, call.depth ?? 0)) }
    if let fraction = fraction(of: allele, sample: sample), ratio.map({ abs($0 - fraction) <= 0.25 }) ?? true {
      call.vaf = fraction
    } else if let depth = call.depth, let alt = call.altDepth, depth > 0 {
      call.vaf = Double(alt) / Double(depth)
    }
  }
}
