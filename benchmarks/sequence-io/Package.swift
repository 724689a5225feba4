// swift-tools-version: 6.3
// Measures SequenceIO alone, or with the k-mer screen: reads inputs side by side and prints the wall and CPU time.
import PackageDescription

let package = Package(
  name: "io-benchmark",
  dependencies: [.package(name: "collagen", path: "../..")],
  targets: [
    .executableTarget(
      name: "iobench",
      dependencies: [
        .product(name: "Alignment", package: "collagen"), .product(name: "SequenceIO", package: "collagen"),
        .product(name: "TypeICollagen", package: "collagen"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)])
  ]
)
