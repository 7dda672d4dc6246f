// Connects to a cluster and reads three orders. See README.md for the variables.
package main

import (
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"

	gocql "github.com/apache/cassandra-gocql-driver/v2"
	"gopkg.in/inf.v0"
)

func main() {
	port, err := strconv.Atoi(os.Getenv("CQL_PORT"))
	if err != nil {
		log.Fatalf("CQL_PORT: %v", err)
	}
	cluster := gocql.NewCluster(strings.Split(os.Getenv("CQL_HOSTS"), ",")...)
	cluster.Port = port
	cluster.Authenticator = gocql.PasswordAuthenticator{
		Username: os.Getenv("CQL_USERNAME"),
		Password: os.Getenv("CQL_PASSWORD"),
	}
	// Checks the CA, and the address of the node.
	cluster.SslOpts = &gocql.SslOptions{CaPath: os.Getenv("CQL_CA"), EnableHostVerification: true}
	cluster.PoolConfig.HostSelectionPolicy = gocql.TokenAwareHostPolicy(
		gocql.DCAwareRoundRobinPolicy(os.Getenv("CQL_DATACENTER")))

	session, err := cluster.CreateSession()
	if err != nil {
		log.Fatal(err)
	}
	defer session.Close()

	var version string
	if err := session.Query("SELECT release_version FROM system.local").Scan(&version); err != nil {
		log.Fatal(err)
	}
	fmt.Println("Go: connected to Cassandra", version)

	orders := session.Query("SELECT merchant, goods, total FROM bazaar.orders LIMIT 3").Iter()
	var merchant, goods string
	var total inf.Dec
	for orders.Scan(&merchant, &goods, &total) {
		fmt.Println(merchant, goods, total.String())
	}
	if err := orders.Close(); err != nil {
		log.Fatal(err)
	}
}
