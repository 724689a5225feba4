// Records of known variants that contradict themselves, or do not say of which allele they speak: what of them is not used.

import Documents

/// Counts the records of a file whose numbers or words cannot be used.
///
/// Such a record stays on file: neither a frequency nor an absence is read from it.
struct RecordOddities {
  private var contradictory = 0
  private var joint = 0
  private var words: [String] = []
  /// Whether a record gives a class.
  private(set) var hasClasses = false

  /// Looks at a record that lies in the genes.
  mutating func add(_ record: VCFRecord) {
    if record.alternates.indices.contains(where: { record.populationNumbers(alternate: $0) == nil }) {
      contradictory += 1
    }
    let significance = record.clinicalSignificance
    if !significance.isEmpty { hasClasses = true }
    if record.alternates.count > 1, !significance.isEmpty { joint += 1 }
    for word in significance where RecordOddities.isForeign(word) && !words.contains(word) { words.append(word) }
  }

  /// The numbers of ClinVar's files before 2017, and its words in another case.
  private static func isForeign(_ word: String) -> Bool {
    word.allSatisfy(\.isNumber)
      || ["pathogenic", "benign", "likely_pathogenic", "likely_benign", "uncertain_significance"].contains(word)
      || (word.count > 3 && word == word.uppercased())
  }

  /// A sentence for each kind that was seen.
  var sentences: [String] {
    var sentences: [String] = []
    if contradictory > 0 {
      sentences.append(
        "\(RecordOddities.records(contradictory)) in the genes with counts or frequencies that contradict each other (AC, AN, AF, "
          + "faf95): none of them is used")
    }
    if joint > 0 {
      sentences.append(
        "\(RecordOddities.records(joint)) in the genes with one CLNSIG for several alleles: whose it is is not known, and it is not "
          + "used (split them with bcftools norm -m -)")
    }
    if !words.isEmpty {
      sentences.append(
        "CLNSIG holds \(words.sorted().prefix(3).map { "'\($0)'" }.joined(separator: ", ")), which are no words of today's "
          + "ClinVar: they count as no significance")
    }
    return sentences
  }

  private static func records(_ count: Int) -> String { count == 1 ? "1 record" : "\(count) records" }
}

extension VCFRecord {
  /// The values of CLNSIG.
  var clinicalSignificance: [String] {
    (info["CLNSIG"] ?? "").split { $0 == "|" || $0 == "," }.map(String.init).filter { $0 != "." }
  }

  /// Every INFO field that is an allele frequency, count or number; `nil` if they contradict each other.
  ///
  /// AC, AF and faf hold one value an alternate, AN one for all. With the same ending, AC is not above AN, AF is AC/AN to a
  /// twentieth or to its last digit, and a filtering frequency of all samples is not above AF, nor below half of it where 20
  /// and more alleles were counted: the lower bound of a Poisson count of 20 at 95 % is 0.66 of it.
  package func populationNumbers(alternate: Int) -> [String: Double]? {
    var result: [String: Double] = [:]
    for (key, value) in info {
      let isNumber = key == "AN" || key.hasPrefix("AN_")
      let isCount = key == "AC" || key.hasPrefix("AC_")
      let isFrequency = key == "AF" || key.hasPrefix("AF_") || key.hasSuffix("_AF") || key.hasPrefix("faf")
      guard isNumber || isCount || isFrequency else { continue }
      let values = value.split(omittingEmptySubsequences: false) { $0 == "," }
      guard values.count == (isNumber ? 1 : alternates.count) else {
        if VCFRecord.isOfPopulation(key) { return nil }
        continue
      }
      let own = isNumber ? values[0] : values[alternate]
      // Names of populations stand in fields such as fafmax_faf95_max_gen_anc.
      if own == "." || own.isEmpty || !own.contains(where: \.isNumber) { continue }
      guard let number = Double(own), number.isFinite, number >= 0, number <= (isFrequency ? 1 : 1e12) else {
        if VCFRecord.isOfPopulation(key) { return nil }
        continue
      }
      result[key] = number
    }
    return isConsistent(result, alternate) ? result : nil
  }

  /// Whether a field is one that frequencies are read from: in other fields numbers for males or of carriers may stand otherwise.
  private static func isOfPopulation(_ key: String) -> Bool {
    key.hasPrefix("faf95")
      || ["AC", "AN", "AF"].contains { stem in
        ["", "_joint", "_grpmax", "_popmax", "_grpmax_joint"].contains { key == stem + $0 }
      }
  }

  private func isConsistent(_ numbers: [String: Double], _ alternate: Int) -> Bool {
    // A group of the samples holds no more than all of them.
    for (group, whole) in [("_grpmax", ""), ("_popmax", ""), ("_grpmax_joint", "_joint")] {
      for stem in ["AC", "AN"] {
        guard let part = numbers[stem + group], let all = numbers[stem + whole] else { continue }
        if part > all { return false }
      }
    }
    for (key, count) in numbers where key == "AC" || key.hasPrefix("AC_") {
      let ending = String(key.dropFirst(2))
      guard let number = numbers["AN" + ending] else { continue }
      guard count <= number else { return false }
      guard number > 0, let frequency = numbers["AF" + ending] else { continue }
      let expected = count / number
      let values = (info["AF" + ending] ?? "").split(omittingEmptySubsequences: false) { $0 == "," }
      let tolerance = max(
        expected / 20, VCFRecord.lastDigit(values.indices.contains(alternate) ? values[alternate] : ""))
      guard abs(frequency - expected) <= tolerance else { return false }
      // Of the whole set only: the greatest of the populations lies above it.
      guard ending.isEmpty || ending == "_joint", let bound = numbers["faf95" + ending] else { continue }
      guard bound <= expected + tolerance, count < 20 || bound >= expected / 2 else { return false }
    }
    return true
  }

  /// The worth of a number's last digit: 0.01 of `0.05`, 1e-07 of `7.9e-06`.
  private static func lastDigit(_ text: Substring) -> Double {
    let parts = text.lowercased().split(separator: "e", maxSplits: 1)
    guard let digits = parts.first else { return 0 }
    let places = digits.split(separator: ".", maxSplits: 1).dropFirst().first?.count ?? 0
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return Double("1e\(exponent - places)") ?? 0
  }
}

extension String {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }

  /// The text, or `nil` if there is none.
  var nonEmpty: String? { isBlank ? nil : self }
}
