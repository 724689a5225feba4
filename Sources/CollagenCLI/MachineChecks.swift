// What the program stands on: libraries, memory, disk, locale, and the gene records inside it.

import Collagen
import Digests
import Documents
import Reporting
import SequenceIO
import TypeICollagen

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One check of the machine or of the program's own data.
struct MachineCheck {
  /// Whether work can be done.
  enum Verdict: String {
    case ok, warning, fault
  }

  let name: String
  let found: String
  let verdict: Verdict

  /// All checks.
  ///
  /// - Parameter folder: where results would be written.
  static func all(folder: String) -> [MachineCheck] {
    [
      MachineCheck(name: "program", found: "collagen \(CollagenVersion.number)", verdict: .ok),
      MachineCheck(name: "inflating", found: Inflation.library, verdict: .ok),
      MachineCheck(
        name: "BAM, CRAM, indexed VCF",
        found: BlockCompression.isAvailable ? BlockCompression.library : "not in this build: give reads as FASTQ",
        verdict: BlockCompression.isAvailable ? .ok : .warning),
      MachineCheck(
        name: "processors", found: "\(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))", verdict: .ok), memory,
      disk(folder), locale,
    ] + GeneCatalog.embedded.genes.map(record)
  }

  /// Memory that an ordinary screen needs at most, and one of hostile input.
  private static let (needed, most) = (192 << 20, 256 << 20)

  private static var memory: MachineCheck {
    let physical = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    var limit = rlimit()
    let isLimited =
      unsafe getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 && limit.rlim_cur < UInt64(Int.max)
    let usable = isLimited ? min(physical, Int(limit.rlim_cur)) : physical
    let text = "\(usable >> 20) MB" + (isLimited ? " (limit of address space)" : "")
    return MachineCheck(
      name: "memory", found: text, verdict: usable < needed ? .fault : usable < most ? .warning : .ok)
  }

  private static func disk(_ folder: String) -> MachineCheck {
    var status = statvfs()
    guard unsafe statvfs(folder, &status) == 0 else {
      return MachineCheck(name: "disk", found: OutputFile.systemReason(errno), verdict: .fault)
    }
    let free = Int(status.f_bavail) * Int(status.f_frsize)
    return MachineCheck(
      name: "disk", found: "\(free >> 20) MB free", verdict: free < 16 << 20 ? .fault : free < 1 << 30 ? .warning : .ok)
  }

  private static var locale: MachineCheck {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let set = names.lazy.compactMap { unsafe getenv($0).map { unsafe String(cString: $0) } }.first { !$0.isEmpty }
    return MachineCheck(
      name: "locale", found: "\((set ?? "none").visible) (results do not depend on it)", verdict: .ok)
  }

  /// The record's letters again through both digests.
  private static func record(_ gene: CollagenGene) -> MachineCheck {
    let letters = Array(gene.record.sequence.description.utf8)
    let isWhole =
      MD5.hexadecimal(letters) == gene.md5 && "SQ." + TruncatedDigest.sha512t24u(letters) == gene.refget
    return MachineCheck(
      name: "record of \(gene.symbol)", found: "\(gene.record.accession), \(letters.count) bases, \(gene.refget)",
      verdict: isWhole ? .ok : .fault)
  }
}
