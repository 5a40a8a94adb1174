using Agents.Core.Executions;

namespace Agents.Core.Tests.Executions.Frames;

public sealed class FramePathTests
{
    [Theory]
    [InlineData("", "gather", "pods")]
    [InlineData("a#1/b", "each", "17")]
    [InlineData("", "od/d#1", "100%/2#x")]
    [InlineData("a%2Fb#2/c", "%23", "%25")]
    public void Child_IsTakenApartAgain(string parent, string state, string key)
        => FramePath.Split(FramePath.Child(parent, state, 3, key)).ShouldBe((parent, state, key));

    [Fact]
    public void NamesWithSeparators_GiveNoPathTwice()
        => FramePath.Child("", "a#1/b", 1, "c").ShouldNotBe(FramePath.Child(FramePath.Child("", "a", 1, "b"), "", 1, "c"));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a/b")]
    public void WhatIsNoBranch_IsRefused(string path) => Should.Throw<ArgumentException>(() => FramePath.Split(path));
}
