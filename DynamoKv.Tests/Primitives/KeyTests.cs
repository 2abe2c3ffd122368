// Keys, good and bad.
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Tests.Primitives;

public sealed class KeyTests
{
    [Theory]
    [InlineData("a")]
    [InlineData(" ")]
    [InlineData("\0")]
    [InlineData("корзина/購物車/سلة/🛒")]
    public void Any_script_makes_a_key(string text)
    {
        Assert.True(Key.TryCreate(text, out var key, out var error));
        Assert.Null(error);
        Assert.Equal(text, key.Text);
        Assert.Equal(Key.Of(text), key);
    }

    [Theory]
    [InlineData("k", 1024)]
    [InlineData("ж", 512)]
    [InlineData("🛒", 256)]
    public void A_key_may_have_1024_bytes_and_no_more(string letter, int count)
    {
        var longest = string.Concat(Enumerable.Repeat(letter, count));
        Assert.True(Key.TryCreate(longest, out _, out _));
        Assert.False(Key.TryCreate(longest + "k", out _, out var error));
        Assert.Equal("The key has 1,025 bytes of UTF-8: shorten it to at most 1,024.", error);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void An_empty_key_is_refused(string? text)
    {
        Assert.False(Key.TryCreate(text, out _, out var error));
        Assert.Equal("The key is empty: name one of 1 to 1,024 bytes.", error);
    }

    [Theory]
    [InlineData(0xD83D)]
    [InlineData(0xDE00)]
    public void Half_a_character_is_refused(int surrogate)
    {
        Assert.False(Key.TryCreate($"a{(char)surrogate}b", out _, out var error));
        Assert.Equal("The key is not well-formed text: send valid UTF-8.", error);
        Assert.Throws<ArgumentException>(() => Key.Of($"a{(char)surrogate}b"));
    }

    [Fact]
    public void Keys_are_ordered_ordinally_and_told_apart_to_the_last_bit()
    {
        Assert.True(Key.Of("Z").CompareTo(Key.Of("a")) < 0);
        Assert.True(Key.Of("a").CompareTo(Key.Of("aa")) < 0);
        Assert.NotEqual(Key.Of("\u00e9"), Key.Of("e\u0301"));
    }
}
