// Bytes that are almost a sibling set: each is refused, with what is wrong and where.
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Versioning;

public sealed class SiblingSetRefusalTests
{
    // The dot A/1:1, no past, time 0, plain text, no value.
    private const string Version = "01410101" + "000002" + "00";
    private const string LaterVersion = "01410102" + "000002" + "00";

    [Theory]
    [InlineData("", "byte 0: the format version is missing")]
    [InlineData("0200", "byte 0: format version 2 is not known, only 1 is")]
    [InlineData("0100ff", "byte 2: 1 bytes follow the end")]
    [InlineData("018000", "byte 1: the number of versions is written longer than it needs")]
    [InlineData("01ffffffffffffffffffff01", "byte 1: the number of versions is longer than 64 bits")]
    [InlineData("01ffffffffffffffffff02", "byte 1: the number of versions is written longer than it needs")]
    [InlineData("01ffffffffffffffffff01", "byte 1: the number of versions is out of range")]
    [InlineData("01ffffffffffffffff7f", "byte 10: 9223372036854775807 versions do not fit into 0 bytes")]
    [InlineData("0102" + Version + Version, "byte 18: the version 2 is not in order")]
    [InlineData("0102" + LaterVersion + Version, "byte 18: the version 2 is not in order")]
    [InlineData("0101" + "002d0101" + "00000200", "byte 3: a node id is no node id")]
    [InlineData("0101" + "012d0101" + "00000200", "byte 3: a node id is no node id")]
    [InlineData("0101" + "01c30101" + "00000200", "byte 3: a node id is no node id")]
    [InlineData("0101" + "01410100" + "00000200", "byte 5: the counter of a dot is out of range")]
    [InlineData("0101" + "01410101" + "01000200", "byte 6: a clock says it has times and has none")]
    [InlineData("0101" + "01410101" + "04000200", "byte 6: a clock of 2 pairs does not fit here")]
    [InlineData("0101" + "01410101" + "0401410101014101010000000200", "byte 15: the pair 2 of a clock is not in order")]
    [InlineData("0101" + "01410101" + "000010000000", "byte 9: flags 16 are not known")]
    [InlineData("0101" + "01410101" + "00000a0000", "byte 9: the length of a version's metadata is out of range")]
    [InlineData("0101" + "01410101" + "00000a01ff00", "byte 11: a version's metadata is no well-formed text")]
    [InlineData("0101" + "01410101" + "00000a8180010000", "byte 12: metadata of 16385 bytes is too long")]
    [InlineData("0101" + "01410101" + "0000020541", "byte 10: a value needs 5 bytes and 1 are left")]
    [InlineData("0101" + "01410101" + "000000010a00",
        "byte 11: a content type is not printable, or is plain text without its flag")]
    public void It_is_refused(string hex, string expected)
    {
        var refused = Assert.Throws<FormatException>(() => SiblingSet.Decode(Convert.FromHexString(hex)));

        Assert.Equal($"The sibling set is damaged at {expected}.", refused.Message);
    }

    [Fact]
    public void A_number_of_versions_that_the_bytes_cannot_hold_allocates_nothing_for_them()
    {
        // A hundred million versions of a past of a hundred million pairs, in a few bytes.
        var bytes = Convert.FromHexString("0180c2d72f" + "01410101" + "80c2d72f");
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<FormatException>(() => SiblingSet.Decode(bytes));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }
}
