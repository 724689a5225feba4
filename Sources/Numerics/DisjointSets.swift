// Elements that hang together over pairs.

/// Sets of the numbers 0..<count, joined two at a time (union by the smaller root, paths halved).
package struct DisjointSets: Sendable {
  private var parents: [Int]

  /// Every number is a set of its own.
  package init(count: Int) { parents = Array(0..<count) }

  /// The smallest number of an element's set.
  package mutating func root(_ element: Int) -> Int {
    var element = element
    while parents[element] != element {
      parents[element] = parents[parents[element]]
      element = parents[element]
    }
    return element
  }

  /// Makes one set of those of two elements.
  package mutating func join(_ one: Int, _ other: Int) {
    let (first, second) = (root(one), root(other))
    parents[max(first, second)] = min(first, second)
  }

  /// The number of every element's set, counted from 0 in the order of their smallest elements.
  package mutating func numbers() -> [Int] {
    var known: [Int: Int] = [:]
    return parents.indices.map { element in
      let own = root(element)
      if let number = known[own] { return number }
      known[own] = known.count
      return known.count - 1
    }
  }
}
