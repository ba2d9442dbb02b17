package io.groundswell.infra.service;

import io.groundswell.infra.config.ApiSize;
import java.util.List;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RateBasedStatementProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACL.RuleProperty;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

/** A web application firewall that refuses addresses which ask too often. It cannot stand before the nodes' balancer. */
final class Firewall {
    private static final int WINDOW_SECONDS = 300;

    static void before(ApplicationLoadBalancer balancer, Construct scope, ApiSize size) {
        CfnWebACL firewall = CfnWebACL.Builder.create(scope, "Firewall")
                .scope("REGIONAL")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                        .build())
                .visibilityConfig(visible("Firewall"))
                .rules(List.of(rate(size)))
                .build();
        CfnWebACLAssociation.Builder.create(scope, "FirewallBeforeApi")
                .resourceArn(balancer.getLoadBalancerArn())
                .webAclArn(firewall.getAttrArn())
                .build();
    }

    private static RuleProperty rate(ApiSize size) {
        return RuleProperty.builder()
                .name("RequestsOfOneAddress")
                .priority(0)
                .action(CfnWebACL.RuleActionProperty.builder()
                        .block(CfnWebACL.BlockActionProperty.builder()
                                .customResponse(CfnWebACL.CustomResponseProperty.builder()
                                        .responseCode(429)
                                        .responseHeaders(List.of(CfnWebACL.CustomHTTPHeaderProperty.builder()
                                                .name("Retry-After")
                                                .value(Integer.toString(WINDOW_SECONDS))
                                                .build()))
                                        .build())
                                .build())
                        .build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .rateBasedStatement(RateBasedStatementProperty.builder()
                                .limit(size.mostRequestsPerAddress())
                                .evaluationWindowSec(WINDOW_SECONDS)
                                .aggregateKeyType("IP")
                                .build())
                        .build())
                .visibilityConfig(visible("RequestsOfOneAddress"))
                .build();
    }

    private static CfnWebACL.VisibilityConfigProperty visible(String metric) {
        return CfnWebACL.VisibilityConfigProperty.builder()
                .cloudWatchMetricsEnabled(true)
                .metricName(metric)
                .sampledRequestsEnabled(true)
                .build();
    }

    private Firewall() {}
}
