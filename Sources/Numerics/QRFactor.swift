// Least squares by Householder QR of a small dense matrix, row-major.

/// The factor R and the rotated right-hand side of an overdetermined system, by Householder reflections.
package struct QRFactor {
  /// Upper triangle, n x n, row-major.
  package let r: [Double]
  /// The first n entries of Q^T b.
  package let qtb: [Double]
  package let n: Int

  /// Factors `a` (m x n, row-major, m >= n) with the right-hand side `b`.
  package init(_ a: [Double], _ b: [Double], rows m: Int, columns n: Int) {
    precondition(a.count == m * n && b.count == m && m >= n)
    // Column by column, the right-hand side as the last column: the inner loops run over neighbours in memory.
    var columns = [Double](repeating: 0, count: m * (n + 1))
    var work = columns.mutableSpan
    for i in 0..<m {
      for j in 0..<n { work[j * m + i] = a[i * n + j] }
      work[n * m + i] = b[i]
    }
    var diagonal = [Double](repeating: 0, count: n)
    for k in 0..<n {
      var norm = Self.norm(work, (k * m + k)..<(k * m + m))
      guard norm > 0 else { continue }
      let head = k * m + k
      if work[head] > 0 { norm = -norm }
      let pivot = work[head] - norm
      work[head] = pivot
      let scale = -1 / (norm * pivot)
      for j in (k + 1)...n {
        let shift = (j - k) * m
        var dot = 0.0
        for i in head..<(k * m + m) { dot += work[i] * work[i + shift] }
        dot *= scale
        for i in head..<(k * m + m) { work[i + shift] -= dot * work[i] }
      }
      diagonal[k] = norm
    }
    var triangle = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      triangle[i * n + i] = diagonal[i]
      for j in (i + 1)..<Swift.max(n, i + 1) { triangle[i * n + j] = work[j * m + i] }
    }
    r = triangle
    qtb = (0..<n).map { columns[n * m + $0] }
    self.n = n
  }

  /// The Euclidean norm of a stretch; scaled where plain squares could leave the range of numbers.
  private static func norm(_ values: borrowing MutableSpan<Double>, _ range: Range<Int>) -> Double {
    var largest = 0.0
    for i in range { largest = Swift.max(largest, Swift.abs(values[i])) }
    guard largest > 0, largest.isFinite else { return largest }
    let scale = largest > 1e140 || largest < 1e-140 ? 1 / largest : 1
    var sum = 0.0
    for i in range {
      let value = values[i] * scale
      sum += value * value
    }
    return sum.squareRoot() / scale
  }

  /// The least-squares solution, or `nil` if R is singular.
  package func solve() -> [Double]? {
    var x = [Double](repeating: 0, count: n)
    for i in stride(from: n - 1, through: 0, by: -1) {
      guard r[i * n + i] != 0 else { return nil }
      var value = qtb[i]
      for j in (i + 1)..<Swift.max(n, i + 1) { value -= r[i * n + j] * x[j] }
      x[i] = value / r[i * n + i]
      guard x[i].isFinite else { return nil }
    }
    return x
  }

  /// (R^T R)^-1, row-major, or `nil` if R is singular.
  package func inverseGram() -> [Double]? {
    var inverse = [Double](repeating: 0, count: n * n)
    for j in 0..<n {
      for i in stride(from: j, through: 0, by: -1) {
        guard r[i * n + i] != 0 else { return nil }
        var value = i == j ? 1.0 : 0
        for k in (i + 1)..<Swift.max(j + 1, i + 1) where k <= j { value -= r[i * n + k] * inverse[k * n + j] }
        inverse[i * n + j] = value / r[i * n + i]
      }
    }
    var gram = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for j in 0..<n {
        var value = 0.0
        for k in Swift.max(i, j)..<n { value += inverse[i * n + k] * inverse[j * n + k] }
        gram[i * n + j] = value
      }
    }
    return gram.allSatisfy(\.isFinite) ? gram : nil
  }

  /// An estimate of the condition number: the ratio of the largest to the smallest singular value of R, by one-sided Jacobi.
  package func conditionNumber() -> Double {
    var a = r
    for _ in 0..<60 {
      var rotated = false
      for p in 0..<n {
        for q in (p + 1)..<Swift.max(n, p + 1) {
          var alpha = 0.0
          var beta = 0.0
          var gamma = 0.0
          for i in 0..<n {
            alpha += a[i * n + p] * a[i * n + p]
            beta += a[i * n + q] * a[i * n + q]
            gamma += a[i * n + p] * a[i * n + q]
          }
          guard Swift.abs(gamma) > 1e-15 * (alpha * beta).squareRoot() else { continue }
          rotated = true
          let zeta = (beta - alpha) / (2 * gamma)
          let t = (zeta >= 0 ? 1.0 : -1) / (Swift.abs(zeta) + (1 + zeta * zeta).squareRoot())
          let c = 1 / (1 + t * t).squareRoot()
          let s = c * t
          for i in 0..<n {
            let u = a[i * n + p]
            a[i * n + p] = c * u - s * a[i * n + q]
            a[i * n + q] = s * u + c * a[i * n + q]
          }
        }
      }
      if !rotated { break }
    }
    var smallest = Double.infinity
    var largest = 0.0
    for j in 0..<n {
      var norm = 0.0
      for i in 0..<n { norm += a[i * n + j] * a[i * n + j] }
      smallest = Swift.min(smallest, norm.squareRoot())
      largest = Swift.max(largest, norm.squareRoot())
    }
    return smallest > 0 ? largest / smallest : .infinity
  }
}
