// What a VCF says more than once, or against itself: one allele on several lines, a genotype that its depths contradict.

import Reporting

/// The calls of a file with each allele once.
struct RepeatedCalls {
  /// The calls; of a repeated one that which passes, else the first.
  let calls: [Call]
  /// What was repeated, a sentence each.
  let remarks: [String]

  /// - Parameter lines: the line of each call.
  init(_ calls: [Call], lines: [Int]) {
    var places: [String: Int] = [:]
    var groups: [[Int]] = []
    for (index, call) in calls.enumerated() {
      // Events whose ends are not known may be several of one name.
      guard call.symbolic == nil, let name = call.hgvsG else {
        groups.append([index])
        continue
      }
      if let place = places[call.gene + name] {
        groups[place].append(index)
      } else {
        places[call.gene + name] = groups.count
        groups.append([index])
      }
    }
    var remarks: [String] = []
    self.calls = groups.map { members in
      var kept = calls[members.first(where: { calls[$0].isPass }) ?? members[0]]
      guard members.count > 1 else { return kept }
      let on = "lines \(members.map { String(lines[$0]) }.joined(separator: ", ")): one allele"
      let counted = members.filter { calls[$0].isPass == kept.isPass }
      if Set(counted.map { calls[$0].zygosity }).count > 1 {
        let genotypes = members.map { calls[$0].genotype ?? "." }.joined(separator: ", ")
        remarks.append("\(on) with the genotypes \(genotypes): it is counted once, and its zygosity is not known")
        (kept.genotype, kept.zygosity, kept.phaseSet) = (nil, nil, nil)
      } else {
        remarks.append("\(on) is listed \(members.count) times: it is counted once")
      }
      return kept
    }
    self.remarks = remarks
  }
}

extension Call {
  /// Why the read depths do not bear the genotype of a file, in a sentence; `nil` if they do, or are not told.
  ///
  /// The bounds leave room for chance: at 20 fragments less than a tenth of a heterozygous allele is seen once in 5,000 times
  /// (binomial, one half), and at 10 fragments none of the other allele once in 1,000.
  var depthDoubt: String? {
    if isPass, quality == 0 { return "the genotype's quality (GQ) is 0: another genotype is as likely" }
    guard isPass, let alt = altDepth, let ref = refDepth, symbolic == nil else { return nil }
    let seen = "\(alt) of \(alt + ref) reads show the allele"
    if alt == 0 { return "the genotype has an allele that no read shows" }
    switch zygosity {
    case .heterozygous where genotype?.contains("0") == true:
      if ref == 0, alt >= 10 { return "\(seen), yet the genotype is heterozygous" }
      if ref + alt >= 20, 10 * alt < ref + alt {
        return "\(seen): few for a heterozygous genotype (mosaic, or an artefact?)"
      }
    case .homozygous:
      if ref + alt >= 10, 5 * ref > ref + alt { return "\(seen), yet the genotype is homozygous" }
    default: break
    }
    return nil
  }
}
