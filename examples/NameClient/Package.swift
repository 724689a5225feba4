// swift-tools-version: 6.3
// Names variants of type I collagen from a Swift program.
import PackageDescription

let package = Package(
  name: "NameClient",
  dependencies: [.package(name: "collagen", path: "../..")],
  targets: [
    .executableTarget(name: "NameClient", dependencies: [.product(name: "Collagen", package: "collagen")])
  ]
)
