using Agents.Client.Executions;
using Agents.Dashboard.Executions;
using Microsoft.AspNetCore.WebUtilities;

namespace Agents.Dashboard.Tests.Executions;

public sealed class ExecutionQueryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 0, 30, 0, TimeSpan.Zero); // A Saturday, half past midnight UTC.

    [Fact]
    public void Today_BeginsWhereTheReaderIs()
    {
        var query = new ExecutionQuery { Date = "today" };

        query.ToFilter(Now, TimeZoneInfo.Utc).From.ShouldBe(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));
        query.ToFilter(Now, TimeZoneInfo.FindSystemTimeZoneById("America/New_York")).From.ShouldBe(new DateTimeOffset(2026, 11, 20, 5, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Week_BeginsOnMonday()
        => new ExecutionQuery { Date = "week" }.ToFilter(Now, TimeZoneInfo.Utc).From.ShouldBe(new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Address_ReadsBackAsItWasWritten()
    {
        var query = new ExecutionQuery { Statuses = [ExecutionStatuses.Failed], WorkflowId = "a&b", DeploymentId = "d", Source = "deployed", Text = "ä ?", Date = "week" }.NextPage("c1").NextPage("c2");

        var read = Read(query.ToUrl());

        read.ToUrl().ShouldBe(query.ToUrl());
        (read.WorkflowId, read.Text, read.Date, read.Cursor).ShouldBe(("a&b", "ä ?", "week", "c2"));
        (read.ToFilter(Now, TimeZoneInfo.Utc).DeploymentId, read.ToFilter(Now, TimeZoneInfo.Utc).Source).ShouldBe(("d", "deployed"));
        read.Statuses.ShouldBe([ExecutionStatuses.Failed]);
        query.Trail.ShouldBe(["", "c1"]);
    }

    [Fact]
    public void Previous_WalksBackToTheFirstPage()
    {
        var third = new ExecutionQuery().NextPage("c1").NextPage("c2");

        third.PreviousPage().Cursor.ShouldBe("c1");
        third.PreviousPage().PreviousPage().Cursor.ShouldBeNull();
    }

    [Fact]
    public void LongWalks_KeepTheAddressShort()
    {
        var query = Enumerable.Range(1, 500).Aggregate(new ExecutionQuery(), (page, number) => page.NextPage($"cursor-{number}"));

        query.ToUrl().Length.ShouldBeLessThan(400);
    }

    private static ExecutionQuery Read(string url)
        => ExecutionQuery.Of(new Microsoft.AspNetCore.Http.QueryCollection(QueryHelpers.ParseQuery(url[url.IndexOf('?')..])));
}
