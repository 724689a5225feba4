// Whether the melting curves of a run were measured at the same temperatures: one bath heats all samples alike.

internal import Documents

/// Checks of melting curves without a model.
enum MeltingConsistency {
  /// The first temperature that one curve alone has where most curves of its run have the same.
  static func warnings(_ points: [MeltingPoint]) -> [AssayWarning] {
    Dictionary(grouping: points) { [$0.run, $0.fraction, $0.band] }
      .sorted { $0.key.joined(separator: "\t") < $1.key.joined(separator: "\t") }
      .compactMap { key, own in
        let curves = Dictionary(grouping: own) { [$0.line, String($0.bioRep)] }
        let sets = curves.mapValues { Set($0.map(\.temperature)) }
        let usual = Dictionary(grouping: sets.keys, by: { sets[$0] ?? [] }).max { $0.value.count < $1.value.count }
        guard let usual, usual.value.count >= 3, 2 * usual.value.count > sets.count else { return nil }
        let odd = sets.filter { !$0.value.isSubset(of: usual.key) }.keys
          .compactMap { curves[$0]?.first }.min { $0.fileLine < $1.fileLine }
        guard let odd, let own = sets[[odd.line, String(odd.bioRep)]],
          let temperature = own.subtracting(usual.key).min()
        else { return nil }
        return AssayWarning(
          file: "", line: odd.fileLine,
          "line \(odd.line.quoted()), dish \(odd.bioRep): \(NumberText.significant(temperature)) degrees is a temperature that most melting curves of run \(key[0].quoted()) do not have; is it right?"
        )
      }
  }
}
