package io.groundswell.infra.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

final class TemplateFilterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void filter_shouldTakeWhatNamesIt_withWhatIsListed() throws JsonProcessingException {
        assertThat(filter("""
            {"Resources": {
              "Cluster": {"Type": "AWS::ECS::Cluster"},
              "Busy": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Dimension": {"Ref": "Cluster"}}},
              "Late": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Dimension": {"Ref": "Queue"}}},
              "Queue": {"Type": "AWS::SQS::Queue", "DependsOn": ["Cluster"]},
              "Key": {"Type": "AWS::KMS::Key", "DependsOn": ["Cluster", "Queue"]}},
             "Outputs": {
              "ClusterName": {"Value": {"Fn::Sub": "name: ${Cluster.Arn}"}},
              "QueueUrl": {"Value": {"Fn::GetAtt": "Queue.QueueUrl"}}}}\
            """)).isEqualTo(json("""
                {"Resources": {
                  "Late": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Dimension": {"Ref": "Queue"}}},
                  "Queue": {"Type": "AWS::SQS::Queue"},
                  "Key": {"Type": "AWS::KMS::Key", "DependsOn": ["Queue"]}},
                 "Outputs": {
                  "QueueUrl": {"Value": {"Fn::GetAtt": "Queue.QueueUrl"}}}}\
                """));
    }

    @Test
    void filter_shouldRefuse_whenWhatIsNotListedNamesWhatIsLeftOut() {
        assertThatThrownBy(() -> filter("""
            {"Resources": {
              "Cluster": {"Type": "AWS::ECS::Cluster"},
              "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::GetAtt": ["Cluster", "Arn"]}}}}}\
            """))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Queue: AWS::SQS::Queue names what LocalStack does not get (expected: ");
    }

    private static ObjectNode filter(String template) throws JsonProcessingException {
        return TemplateFilter.filter(json(template));
    }

    private static ObjectNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text).require();
    }
}
