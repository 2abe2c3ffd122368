// The short way of a batch's line beside the long one.
using System.Text;
using CsCheck;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Versioning;
using DynamoKv.Web.Api;

namespace DynamoKv.Tests.Api;

public sealed class PlainLineTests
{
    private static readonly string Seen = new CausalContext(
        VectorClock.Empty.Including(new Dot(new VersionActor(new NodeId("node-1"), 7), 3)), new NodeId("node-1")).Encode();

    private static readonly string[] Words =
    [
        "\"op\"", "\"put\"", "\"get\"", "\"key\"", "\"cart\"", "\"value\"", "\"milk\"", "\"\"", "\"context\"", $"\"{Seen}\"", "\"encoding\"", "\"utf8\"",
        "\"ttl_seconds\"", "5", "null", "true", "{", "}", "[", "]", ":", ",", " ", "\"k\\u0041\"", "\"käse\"", "\"Op\"", "\"\ud83e\uddc0\"", "\n", "//",
    ];

    public static TheoryData<string> PlainLines { get; } =
    [
        """{"op":"put","key":"cart","value":"milk"}""",
        """ { "value" : "", "key" : "käse 🧀", "op" : "put" } """,
        "{\"op\":\"put\",\"key\":\"cart\",\"value\":\"milk\",\"context\":\"" + Seen + "\"}",
    ];

    public static TheoryData<string> OtherLines { get; } =
    [
        """{"op":"get","key":"cart"}""", """{"op":"delete","key":"cart"}""", """{"op":"put","key":"cart","value":"a\"b"}""",
        """{"op":"put","key":"cart","value":"milk","encoding":"utf8"}""", """{"op":"put","key":"cart","value":"milk","ttl_seconds":5}""",
        """{"op":"put","op":"put","key":"cart","value":"milk"}""", """{"op":"put","key":"","value":"milk"}""", """{"op":"put","key":"cart"}""",
        """{"op":"put","key":"cart","value":null}""", """{"op":"put","key":"cart","value":"milk","context":"no"}""", """{"op":"put","key":"cart","value":"milk"}x""",
        """{"op":"put","key":"cart","value":"milk","more":"x"}""", """["put"]""", "", "{", """{"op":"put","key":"cart","value":"milk",}""", "\"put\"", "null",
    ];

    [Theory]
    [MemberData(nameof(PlainLines))]
    public void Plain_lines_are_read_as_the_long_way_reads_them(string line)
    {
        Assert.NotNull(PlainLine.TryParse(Encoding.UTF8.GetBytes(line)));
        Assert.True(IsSameOrLeft(Encoding.UTF8.GetBytes(line)));
    }

    [Theory]
    [MemberData(nameof(OtherLines))]
    public void Whatever_is_not_plain_is_left_to_the_long_way(string line) => Assert.Null(PlainLine.TryParse(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void Bytes_that_are_no_text_and_values_that_are_too_long_are_left_to_the_long_way()
    {
        byte[] noText = [.. "{\"op\":\"put\",\"key\":\"cart\",\"value\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        var tooLong = "{\"op\":\"put\",\"key\":\"cart\",\"value\":\"" + new string('x', (1024 * 1024) + 1) + "\"}";

        Assert.Null(PlainLine.TryParse(noText));
        Assert.Null(PlainLine.TryParse(Encoding.UTF8.GetBytes(tooLong)));
    }

    [Fact]
    public void No_line_is_taken_that_the_long_way_would_read_differently() =>
        Gen.Int[0, Words.Length - 1].Array[0, 24].Select(chosen => string.Concat(chosen.Select(word => Words[word])))
            .Sample(line => IsSameOrLeft(Encoding.UTF8.GetBytes(line)), iter: 20_000);

    [Fact]
    public void No_damaged_line_is_taken_that_the_long_way_would_read_differently()
    {
        var whole = Encoding.UTF8.GetBytes("{\"op\":\"put\",\"key\":\"cart\",\"value\":\"milk\",\"context\":\"" + Seen + "\"}");
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length])
            .Sample((at, instead, length) => IsSameOrLeft([.. whole.Select((one, index) => index == at ? instead : one).Take(length == 0 ? whole.Length : length)]), iter: 20_000);
    }

    private static bool IsSameOrLeft(byte[] line)
    {
        if (PlainLine.TryParse(line) is not { } plain)
        {
            return true;
        }

        var full = BatchLine.Of(BatchLine.Parse(line)); // must not throw
        return plain.Kind == full.Kind && plain.Key == full.Key && plain.Content!.ContentType == full.Content!.ContentType
            && plain.Content.Value.Span.SequenceEqual(full.Content.Value.Span) && plain.Content.TimeToLive == full.Content.TimeToLive
            && plain.Context?.Encode() == full.Context?.Encode();
    }
}
