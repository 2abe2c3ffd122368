// That the judge of metrics finds what is wrong.
namespace DynamoKv.Tests.Hosting.Watching;

public sealed class MetricsTextTests
{
    private const string Good = "# TYPE dynamokv_reads_total counter\n# HELP dynamokv_reads_total Reads that were answered.\ndynamokv_reads_total{kind=\"a\"} 3\n";

    [Fact]
    public void What_follows_the_rules_has_no_problem() => Assert.Empty(MetricsText.Read(Good).Problems);

    [Theory]
    [InlineData("_total counter", "_total gauge", "only they, end in _total")]
    [InlineData("Reads that were answered.", "", "has no help")]
    [InlineData("dynamokv_reads_total", "dynamokv_reads_milliseconds_total", "no base unit")]
    [InlineData("dynamokv_reads_total", "dynamokvReads_total", "no snake_case")]
    [InlineData("dynamokv_reads_total", "dynamokv_counter_reads_total", "its type in its name")]
    [InlineData("dynamokv_reads_total", "dynamokv_reads_reads_total", "a word twice")]
    [InlineData("{kind=\"a\"} 3\n", "{kind=\"a\"} 3\ndynamokv_reads_total{kind=\"a\"} 3\n", "is there 2 times")]
    [InlineData("{kind=\"a\"} 3", "{kind=a} 3", "labels that are none")]
    [InlineData("{kind=\"a\"} 3\n", "{kind=\"a\"} 3", "has no end")]
    [InlineData("{kind=\"a\"} 3", "{kind=\"a\"} three", "No line of the format")]
    [InlineData("{kind=\"a\"} 3\n", "{kind=\"a\"} 3\nother 4\n", "has no type")]
    public void What_does_not_is_named(string good, string bad, string words) =>
        Assert.Contains(MetricsText.Read(Good.Replace(good, bad, StringComparison.Ordinal)).Problems, problem => problem.Contains(words, StringComparison.Ordinal));

    [Theory]
    [InlineData("""le="1"} 2""", """le="1"} 5""", "fewer than one before it")]
    [InlineData("_count 4", "_count 3", "is not the count")]
    [InlineData("""{le="+Inf"} 4""", """{le="9"} 4""", "no last bucket")]
    public void A_histogram_that_does_not_add_up_is_named(string good, string bad, string words)
    {
        const string Histogram = "# TYPE a_seconds histogram\n# HELP a_seconds How long it took.\n"
            + "a_seconds_bucket{le=\"1\"} 2\na_seconds_bucket{le=\"+Inf\"} 4\na_seconds_sum 7\na_seconds_count 4\n";
        Assert.Empty(MetricsText.Read(Histogram).Problems);
        Assert.Contains(MetricsText.Read(Histogram.Replace(good, bad, StringComparison.Ordinal)).Problems, problem => problem.Contains(words, StringComparison.Ordinal));
    }
}
