// The identifier that a molecule was given before it was copied.

/// A unique molecular identifier: A, C, G and T, or two such parts of a duplex one, `ACGT-TTGA`.
package struct MolecularIdentifier: Sendable, Hashable {
  /// Most bases of an identifier.
  package static let longest = 30

  /// Two bits a base, the first one highest.
  package let code: UInt64
  /// Bases.
  package let count: UInt8
  /// Bases of the first part of a duplex identifier; 0 for one without parts.
  package let firstCount: UInt8

  private init(code: UInt64, count: UInt8, firstCount: UInt8) {
    self.code = code
    self.count = count
    self.firstCount = firstCount
  }

  /// An identifier from its letters, of either case, with `-` or `+` between two parts; `nil` if it is none, or has an N.
  package init?(_ letters: some Collection<UInt8>) {
    var code: UInt64 = 0
    var count: UInt8 = 0
    var first: UInt8 = 0
    for letter in letters {
      switch letter & 0xDF {
      case 65: code = code << 2
      case 67: code = code << 2 | 1
      case 71: code = code << 2 | 2
      case 84: code = code << 2 | 3
      default:
        guard letter == UInt8(ascii: "-") || letter == UInt8(ascii: "+"), first == 0, count > 0 else { return nil }
        first = count
        continue
      }
      count += 1
      guard Int(count) <= MolecularIdentifier.longest else { return nil }
    }
    guard count >= 3, first < count else { return nil }
    self.init(code: code, count: count, firstCount: first)
  }

  /// Whether the two strands of a molecule have the two parts in another order.
  package var isDuplex: Bool { firstCount > 0 }

  /// The identifier with its two parts in the other order; itself if it has none.
  package var swapped: MolecularIdentifier {
    guard isDuplex else { return self }
    let second = count - firstCount
    let low = code & ((1 << UInt64(2 * second)) - 1)
    return MolecularIdentifier(
      code: low << UInt64(2 * firstCount) | code >> UInt64(2 * second), count: count, firstCount: second)
  }

  /// A number by which molecules are kept or left out: the same for both strands of one.
  package var key: UInt64 { min(code, swapped.code) << 5 | UInt64(count) }

  /// Calls `body` with every identifier that differs in one base.
  func forEachNeighbour(_ body: (MolecularIdentifier) -> Void) {
    for position in 0..<UInt64(count) {
      for change in 1...UInt64(3) {
        body(MolecularIdentifier(code: code ^ (change << (2 * position)), count: count, firstCount: firstCount))
      }
    }
  }

  /// Members of one place by molecule, those that came first in front: equal identifiers, and those that differ in one base
  /// from one that at least about twice as many members have (the rule of ``MoleculeFamilies``).
  package static func groups(_ members: [(member: Int, identifier: MolecularIdentifier?)]) -> [[Int]] {
    guard members.count > 1 else { return [members.map(\.member)] }
    var groups: [MolecularIdentifier: [Int]] = [:]
    for (member, identifier) in members { if let identifier { groups[identifier, default: []].append(member) } }
    let counts = groups.mapValues(\.count)
    let order = counts.keys.sorted { (counts[$0] ?? 0, $1.code) > (counts[$1] ?? 0, $0.code) }
    var taken: Set<MolecularIdentifier> = []
    for identifier in order where !taken.contains(identifier) {
      taken.insert(identifier)
      identifier.forEachNeighbour { other in
        guard let count = counts[other], !taken.contains(other), 2 * count - 1 <= counts[identifier] ?? 0,
          let others = groups.removeValue(forKey: other)
        else { return }
        taken.insert(other)
        groups[identifier]? += others
      }
    }
    return order.compactMap { groups[$0]?.sorted() }
  }

  /// Letters and `-`, as they are written in the field RX.
  package var text: String {
    let letters = Array("ACGT")
    var text = ""
    for index in 0..<count {
      if index == firstCount, isDuplex { text += "-" }
      text.append(letters[Int(code >> UInt64(2 * (count - 1 - index)) & 3)])
    }
    return text
  }
}
