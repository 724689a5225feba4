// What a VCF says more than once, or against itself: one allele on several lines, a genotype that its depths contradict.

import Documents
import Reporting

/// The calls of a file with each allele once.
struct RepeatedCalls {
  /// The calls; of a repeated one that which passes, else the first.
  let calls: [Call]
  /// What was repeated, a sentence each.
  let remarks: [String]

  /// More losses and gains than this are no finding of one person.
  static let mostEvents = 1000

  /// - Parameter lines: the line of each call.
  init(_ calls: [Call], lines: [Int]) {
    var places: [String: Int] = [:]
    var groups: [[Int]] = []
    var remarks: [String] = []
    // Two callers put the ends of one event a little apart. So many events are no finding: they are not compared.
    let events = calls.map { EventCall($0) }
    let comparesEvents = events.count { $0 != nil } <= RepeatedCalls.mostEvents
    for (index, call) in calls.enumerated() {
      var place: Int?
      if let event = events[index], comparesEvents {
        // Two alleles of one record are two.
        let others = groups.indices.filter { lines[groups[$0][0]] != lines[index] && events[groups[$0][0]] != nil }
        place = others.first { events[groups[$0][0]]?.isSame(as: event) == true }
        if place == nil, let other = others.first(where: { events[groups[$0][0]]?.mayBe(event) == true }) {
          remarks.append(
            "lines \(lines[groups[other][0]]), \(lines[index]): two \(event.event.words) that overlap are counted as two, as they "
              + "change different exons or lie on different chromosomes; if two callers wrote one event, leave one of them out"
          )
        }
      } else if call.symbolic == nil, let name = call.hgvsG {
        place = places[call.gene + name]
        if place == nil { places[call.gene + name] = groups.count }
      }
      if let place { groups[place].append(index) } else { groups.append([index]) }
    }
    self.calls = groups.map { members in
      let passed = members.filter { calls[$0].isPass }
      let first =
        passed.first { calls[$0].hasExactEnds && calls[$0].hgvsG != nil } ?? passed.first { calls[$0].hasExactEnds }
        ?? passed.first
      var kept = calls[first ?? members[0]]
      guard members.count > 1 else { return kept }
      let numbers = "lines \(members.map { String(lines[$0]) }.joined(separator: ", ")): "
      let isEvent = events[members[0]] != nil
      let what = isEvent ? "one event, as its records overlap and change the same exons," : "one allele"
      let counted = members.filter { calls[$0].isPass == kept.isPass }
      if Set(counted.map { calls[$0].zygosity }).count > 1 {
        let genotypes = members.map { calls[$0].genotype ?? "." }.joined(separator: ", ")
        remarks.append(
          "\(numbers)\(what) with the genotypes \(genotypes): it is counted once, and its zygosity is not known")
        (kept.genotype, kept.zygosity, kept.phaseSet) = (nil, nil, nil)
      } else {
        remarks.append("\(numbers)\(what) is listed \(members.count) times: it is counted once")
      }
      return kept
    }
    self.remarks = remarks + RepeatedCalls.neighbours(self.calls, groups.map { lines[$0[0]] })
  }

  /// Where calls contradict a loss that they lie in, in sentences: of nothing there can be no variant, of one allele none
  /// that is heterozygous. Only the stretch that is lost for certain counts.
  ///
  /// A call that is homozygous where one allele is lost is of the allele that is left: its zygosity is corrected, and told.
  static func lossDoubts(_ calls: inout [Call], lines: [Int]) -> [String] {
    var remarks: [String] = []
    for doubt in losses(calls) {
      let loss = doubt.loss
      let inside = calls.indices.filter { calls[$0].isSmall && calls[$0].lies(in: doubt.range, of: calls[loss]) }
      let isWhole = calls[loss].zygosity == .homozygous
      func on(_ against: [Int]) -> String {
        let more = against.count > 1 ? " (and \(against.count - 1) more)" : ""
        return "line \(lines[against[0]])\(more): a call within the loss of line \(lines[loss])"
      }
      let against = inside.filter { isWhole || calls[$0].zygosity == .heterozygous }
      if !against.isEmpty {
        remarks.append(
          isWhole
            ? "\(on(against)), which is homozygous: no allele is left there, so that one of the two is wrong"
            : "\(on(against)) is heterozygous, though one allele is lost there: one of the two is wrong, or of some cells only"
        )
      }
      let only = inside.filter { !isWhole && calls[$0].zygosity == .homozygous }
      if !only.isEmpty {
        for index in only { calls[index].zygosity = .hemizygous }
        remarks.append(
          "\(on(only)), which is heterozygous: one allele is left there, and the genotype is taken as hemizygous, not homozygous"
        )
      }
    }
    return remarks
  }

  /// Genotypes of another number of alleles than two, in sentences. One allele where no loss is listed leaves open whether
  /// the other copy is lost or has it too: its zygosity is not known.
  ///
  /// - Parameter ofOneCopy: lines that state one copy themselves.
  static func ploidyDoubts(_ calls: inout [Call], lines: [Int], ofOneCopy: Set<Int>) -> [String] {
    var single: [Int] = []
    var many: [Int] = []
    for index in calls.indices where calls[index].isPass && calls[index].symbolic == nil {
      let alleles = calls[index].genotype?.split { $0 == "/" || $0 == "|" } ?? []
      let isOne =
        alleles.count == 1 && calls[index].zygosity == .hemizygous && !ofOneCopy.contains(lines[index])
      if isOne, !calls.contains(where: { calls[index].liesOpposite($0) }) {
        calls[index].zygosity = nil
        single.append(index)
      } else if alleles.count > 2 {
        many.append(index)
      }
    }
    func on(_ found: [Int]) -> String {
      "line \(lines[found[0]])\(found.count > 1 ? " (and \(found.count - 1) more)" : "")"
    }
    var remarks: [String] = []
    if !single.isEmpty {
      remarks.append(
        "\(on(single)): the genotype has one allele, yet the file lists no loss there: whether the other copy is lost or has "
          + "the variant too is not known")
    }
    if !many.isEmpty {
      let count = calls[many[0]].genotype?.split { $0 == "/" || $0 == "|" }.count ?? 0
      remarks.append(
        "\(on(many)): the genotype has \(count) alleles, of a caller set to other than two copies: zygosity is that of these "
          + "alleles")
    }
    return remarks
  }

  /// The losses that pass with the stretch that is lost for certain, of one allele or both.
  private static func losses(_ calls: [Call]) -> [(loss: Int, range: Range<Int>)] {
    let losses = calls.indices.compactMap { index -> (loss: Int, range: Range<Int>)? in
      guard let event = StatedEvent(calls[index]), event.type == "DEL", calls[index].isPass,
        [.homozygous, .heterozygous].contains(calls[index].zygosity)
      else { return nil }
      let first = event.first + max(0, calls[index].symbolic?.positionInterval?.upperBound ?? 0)
      let last = event.last + min(0, calls[index].symbolic?.endInterval?.lowerBound ?? 0)
      return first <= last ? (index, first..<last + 1) : nil
    }
    return losses.count <= mostEvents ? losses : []
  }
}

extension RepeatedCalls {
  /// Losses or gains with inexact ends of neighbouring exons, as callers by exons write one event, in sentences.
  static func neighbours(_ calls: [Call], _ lines: [Int]) -> [String] {
    let events = zip(calls, lines).compactMap { call, line -> (own: EventCall, exons: ClosedRange<Int>, line: Int)? in
      guard call.isPass, let own = EventCall(call), let exons = own.inexactExons else { return nil }
      return (own, exons, line)
    }
    guard events.count <= mostEvents else { return [] }
    var runs: [[(own: EventCall, exons: ClosedRange<Int>, line: Int)]] = []
    for next in events.sorted(by: { $0.exons.lowerBound < $1.exons.lowerBound }) {
      let run = runs.firstIndex { run in
        guard let last = run.last else { return false }
        return last.own.call.gene == next.own.call.gene && last.own.event.type == next.own.event.type
          && last.own.call.zygosity == next.own.call.zygosity && next.exons.lowerBound == last.exons.upperBound + 1
      }
      if let run { runs[run].append(next) } else { runs.append([next]) }
    }
    return runs.filter { $0.count > 1 }.map { run in
      let numbers = run.map(\.line).sorted().map(String.init).joined(separator: ", ")
      let exons = run.compactMap(\.own.call.exon).joined(separator: ", ")
      return
        "lines \(numbers): \(run[0].own.event.words) of neighbouring exons (\(exons)) are counted one by one; if they are one "
        + "event, its effect is that of all these exons together: give it as one record"
    }
  }
}

extension Call {
  /// Whether it passes, and its bases are written out and fewer than those of an event.
  fileprivate var isSmall: Bool { isPass && symbolic == nil && StatedEvent(self) == nil }

  fileprivate func lies(in range: Range<Int>, of other: Call) -> Bool {
    gene == other.gene && changed.lowerBound >= range.lowerBound && changed.upperBound <= range.upperBound
  }

  /// The bases that a small change takes or lies between, 1-based; the base in front of an indel is not one of them.
  fileprivate var changed: Range<Int> {
    let (own, other) = (Array(ref.utf8), Array(alt.utf8))
    let padding = own.count == other.count ? 0 : zip(own, other).prefix { $0 == $1 }.count
    // Of an insertion both bases beside it.
    return padding == own.count ? pos + padding - 1..<pos + padding + 1 : pos + padding..<pos + own.count
  }
}

extension Call {
  /// Why the read depths do not bear the genotype of a file, in a sentence; `nil` if they do, or are not told.
  ///
  /// The bounds leave room for chance: at 20 fragments less than a tenth of a heterozygous allele is seen once in 5,000 times
  /// (binomial, one half), and at 10 fragments none of the other allele once in 1,000.
  var depthDoubt: String? {
    if isPass, quality == 0 { return "the genotype's quality (GQ) is 0: another genotype is as likely" }
    guard isPass, symbolic == nil, let stated = vaf ?? countedFraction else { return nil }
    let seen: String
    let reads: Int
    let fraction: Double
    if let alt = altDepth, let ref = refDepth {
      if alt == 0 { return "the genotype has an allele that no read shows" }
      (seen, reads) = ("\(alt) of \(alt + ref) reads show the allele", alt + ref)
      fraction = Double(alt) / Double(alt + ref)
    } else {
      // Without a depth a fraction is taken as one of reads enough.
      (reads, fraction) = (depth ?? 100, stated)
      let of = depth.map { " of \($0) reads" } ?? " of the reads"
      seen = "\(NumberText.fixed(100 * stated, 1)) %\(of) show the allele"
    }
    switch zygosity {
    case .heterozygous where genotype?.contains("0") == true:
      // Where a record was split, the reads of the other allele are in DP alone.
      let isSplit = altDepth != nil && 4 * (depth ?? 0) > 5 * reads
      if fraction == 1, reads >= 10, !isSplit { return "\(seen), yet the genotype is heterozygous" }
      if fraction < 0.1, reads >= 20 { return "\(seen): few for a heterozygous genotype (mosaic, or an artefact?)" }
    case .homozygous:
      if fraction < 0.8, reads >= 10 { return "\(seen), yet the genotype is homozygous" }
    default: break
    }
    return nil
  }

  private var countedFraction: Double? {
    guard let alt = altDepth, let ref = refDepth else { return nil }
    return Double(alt) / Double(max(1, alt + ref))
  }
}
