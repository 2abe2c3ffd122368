// The glossary that the help shows is the document, whole.
using DynamoKv.Tests.Architecture;
using DynamoKv.Web.Components.Shared;

namespace DynamoKv.Tests.Components.Shared;

public sealed class GlossaryTests
{
    [Fact]
    public void Every_row_of_the_document_is_a_word_of_the_help()
    {
        var rows = File.ReadAllLines(Repository.PathOf("docs/glossary.md")).Count(line => line.StartsWith("| **", StringComparison.Ordinal));

        Assert.True(rows > 30);
        Assert.Equal(rows, Glossary.All.Count);
    }

    [Fact]
    public void A_word_has_its_section_and_its_place_in_the_paper()
    {
        var word = Assert.Single(Glossary.All, word => word.Term == "sloppy quorum");

        Assert.Equal(("Requests", "4.6"), (word.Section, word.Paper));
    }

    [Fact]
    public void A_meaning_becomes_code_and_emphasis_and_nothing_else() =>
        Assert.Equal("a <code>put</code> is <em>acknowledged</em> &lt;b&gt;", Glossary.ToHtml("a `put` is *acknowledged* <b>").Value);
}
