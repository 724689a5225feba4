// Reads and VCFs that two cases of a sheet have, by digest.

import Documents
import Evidence

extension CohortIdentity {
  /// The rows whose reads or VCF another row has too, with a fault for each.
  ///
  /// - Parameter digests: SHA-256 of the files of reads and of the VCF of every row, empty files left out.
  static func sharedReads(
    _ sheet: CohortSheet, digests: [[(name: String, sha256: String)]]
  ) -> [Int: [InputFault]] {
    var owners: [String: [(index: Int, name: String)]] = [:]
    for (index, files) in digests.enumerated() {
      for entry in files { owners[entry.sha256, default: []].append((index, entry.name)) }
    }
    var faults: [Int: [InputFault]] = [:]
    for (_, files) in owners.sorted(by: { $0.key < $1.key }) where Set(files.map(\.index)).count > 1 {
      for entry in files {
        guard let other = files.first(where: { $0.index != entry.index }) else { continue }
        faults[entry.index, default: []].append(
          InputFault(
            .sameReads, file: sheet.file, line: sheet.rows[entry.index].line,
            reason: "\(SourceName.base(entry.name)) holds the same bytes as \(SourceName.base(other.name)) of case "
              + "\(sheet.rows[other.index].id)", remedy: "give each case its own reads or VCF"))
      }
    }
    return faults
  }
}
