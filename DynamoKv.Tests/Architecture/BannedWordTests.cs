// No banned word stands in the source, and the scan finds one that does.
namespace DynamoKv.Tests.Architecture;

public sealed class BannedWordTests
{
    [Fact]
    public void No_banned_word_stands_in_the_source() =>
        Problems.None(Repository.Sources
            .Where(file => !file.Path.StartsWith("DynamoKv.Tests/Architecture/BannedWord", StringComparison.Ordinal)) // the list itself
            .SelectMany(file => BannedWord.All.SelectMany(word => word.FindIn(file))));

    [Theory]
    [InlineData("DynamoKv.Engine/Ring/A.cs", "// TODO: later")]
    [InlineData("DynamoKv.Engine/Ring/A.cs", "throw new NotImplemented" + "Exception();")]
    [InlineData("DynamoKv.Engine/Ring/A.cs", "Console.WriteLine(1);")]
    [InlineData("DynamoKv.Tests/Ring/ATests.cs", "Thread." + "Sleep(10);")]
    [InlineData("DynamoKv.Tests/Ring/ATests.cs", "await Task." + "Delay(10);")]
    [InlineData("DynamoKv.Tests/Ring/ATests.cs", "[Fact(Ski" + "p = \"flaky\")]")]
    [InlineData("DynamoKv.Web/wwwroot/a.js", "const x = Math.random();")]
    [InlineData("DynamoKv.Web/Components/App.razor", "<link href=\"https://example.org/a.css\" />")]
    [InlineData("DynamoKv.Web/wwwroot/a.css", "@import url(https://example.org/a.css);")]
    public void A_banned_word_is_found(string path, string line) =>
        Assert.NotEmpty(BannedWord.All.SelectMany(word => word.FindIn(new SourceFile(path, [line]))));

    [Theory]
    [InlineData("DynamoKv.Web/Sessions/A.cs", "await Task." + "Delay(tick, cancellation);")]
    [InlineData("DynamoKv.Benchmarks/Program.cs", "Console.WriteLine(table);")]
    [InlineData("DynamoKv.Web/Components/A.razor", "<svg xmlns=\"http://www.w3.org/2000/svg\">")]
    public void A_word_is_free_where_it_is_not_banned(string path, string line) =>
        Problems.None(BannedWord.All.SelectMany(word => word.FindIn(new SourceFile(path, [line]))));
}
