// The judge of real histories has to be able to find against them.
using DynamoKv.Benchmarks.Processes;

namespace DynamoKv.Tests.Processes;

public sealed class JudgeTests
{
    private readonly KeyRecord _record = new("k");

    [Fact]
    public void A_history_that_is_right_is_not_complained_about()
    {
        Write("1");
        Write("2");
        _record.Unknown("3");

        Assert.Null(_record.ProblemWith(["2"]));
        Assert.Null(_record.ProblemWith(["3"]));
        Assert.Null(_record.ProblemWith(["2", "3"]));
        Delete();
        Assert.Null(_record.ProblemWith([]));
    }

    [Fact]
    public void A_lost_write_is_found()
    {
        Write("1");

        Assert.Equal("'k': '1' was acknowledged, and the cluster shows nothing. Its client's last steps: '1' acknowledged.", _record.ProblemWith([]));
        Write("2");
        Assert.Contains("'2' was acknowledged, and the cluster shows '1'", _record.ProblemWith(["1"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_delete_that_comes_back_is_found()
    {
        Write("1");
        Delete();

        Assert.Contains("'1' is back", _record.ProblemWith(["1"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_false_sibling_is_found()
    {
        Write("1");
        Write("2");

        Assert.Contains("'1' is back", _record.ProblemWith(["1", "2"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_that_may_or_may_not_have_been_done_excuses_no_lost_one_before_it()
    {
        _record.Unknown("0");
        Write("1");

        Assert.NotNull(_record.ProblemWith(["0"]));
        Assert.Null(_record.ProblemWith(["0", "1"]));
    }

    [Fact]
    public void A_delete_that_may_have_been_done_excuses_only_that_nothing_is_there()
    {
        Write("1");
        Write("2");
        _record.Unknown(null);

        Assert.Null(_record.ProblemWith([]));
        Assert.Null(_record.ProblemWith(["2"]));
        Assert.NotNull(_record.ProblemWith(["1"]));
    }

    [Fact]
    public void What_a_later_write_has_seen_does_not_come_back()
    {
        Write("1");
        _record.Unknown("2");
        _record.Adopt("context", ["1", "2"]);
        Write("3");

        Assert.Null(_record.ProblemWith(["3"]));
        Assert.Contains("'2' is back", _record.ProblemWith(["2", "3"]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_an_earlier_read_has_seen_may_come_back()
    {
        Write("1");
        _record.Unknown("2");
        _record.Unknown("3");
        _record.Adopt("earlier", ["1", "2"]);
        _record.Adopt("later", ["1", "3"]);
        Write("4");

        Assert.Null(_record.ProblemWith(["2", "4"]));
        Assert.NotNull(_record.ProblemWith(["3", "4"]));
    }

    [Fact]
    public void A_write_that_its_own_context_does_not_cover_stays_beside_the_next_one()
    {
        _record.Acknowledge("1", "context", isCovered: false);
        Write("2");

        Assert.Null(_record.ProblemWith(["1", "2"]));
        Assert.Contains("'1' was acknowledged", _record.ProblemWith(["2"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_delete_that_may_have_been_done_before_excuses_no_later_write()
    {
        Write("1");
        _record.Unknown(null);
        Write("2");

        Assert.NotNull(_record.ProblemWith([]));
    }

    [Fact]
    public void A_value_that_nobody_wrote_is_found()
    {
        Write("1");

        Assert.Contains("'other' was never written there", _record.ProblemWith(["1", "other"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dot_that_names_two_values_is_found()
    {
        var book = new DotBook();
        book.Take("a/1:1", "milk");
        book.Take("a/1:1", "milk");
        Assert.Empty(book.Problems);
        book.Take("a/1:1", "bread");

        Assert.Equal(["The dot a/1:1 names 'milk' and 'bread'."], book.Problems);
    }

    private void Write(string value) => _record.Acknowledge(value, "context", isCovered: true);

    private void Delete() => _record.Acknowledge(null, "context", isCovered: true);
}
