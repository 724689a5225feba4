// Phase sets named by the records that are written.

import Reporting

extension ScreenReportBuilder {
  /// The calls with every phase set named by the position of its first record in the output, as VCF has it. A set of which
  /// fewer than two heterozygous records are left (others lay outside the target or are the assembly's own base) says
  /// nothing: its calls are unphased.
  static func phaseSetsNamed(_ calls: [Call]) -> [Call] {
    struct Key: Hashable {
      let gene: String
      let set: Int
    }
    func key(_ call: Call) -> Key? { call.phaseSet.map { Key(gene: call.gene, set: $0) } }
    var members: [Key: (first: Int, heterozygous: Int)] = [:]
    for call in calls {
      guard let key = key(call) else { continue }
      let before = members[key] ?? (call.pos, 0)
      let isHeterozygous = Set(call.genotype?.split(separator: "|") ?? []).count > 1
      members[key] = (min(before.first, call.pos), before.heterozygous + (isHeterozygous ? 1 : 0))
    }
    return calls.map { call in
      guard let key = key(call), let set = members[key] else { return call }
      var call = call
      if set.heterozygous > 1 {
        call.phaseSet = set.first
      } else {
        call.phaseSet = nil
        call.genotype = call.genotype?.split(separator: "|").sorted().joined(separator: "/")
      }
      return call
    }
  }
}
