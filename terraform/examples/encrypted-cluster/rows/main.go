// Writes three orders into the cluster of this example and reads them again. The variables are those of docs/guides/connect.
package main

import (
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"

	gocql "github.com/apache/cassandra-gocql-driver/v2"
)

// schema is made once; with three nodes, a quorum of three replicas bears the loss of one.
var schema = []string{
	"CREATE KEYSPACE IF NOT EXISTS shop WITH replication = {'class': 'NetworkTopologyStrategy', '%s': 3}",
	"CREATE TABLE IF NOT EXISTS shop.orders (id int PRIMARY KEY, goods text)",
}

func main() {
	session, err := connect()
	if err != nil {
		log.Fatal(err)
	}
	defer session.Close()
	if err := run(session); err != nil {
		log.Fatal(err)
	}
}

func connect() (*gocql.Session, error) {
	port, err := strconv.Atoi(os.Getenv("CQL_PORT"))
	if err != nil {
		return nil, fmt.Errorf("CQL_PORT: %w", err)
	}
	cluster := gocql.NewCluster(strings.Split(os.Getenv("CQL_HOSTS"), ",")...)
	cluster.Port, cluster.Consistency = port, gocql.LocalQuorum
	cluster.Authenticator = gocql.PasswordAuthenticator{Username: os.Getenv("CQL_USERNAME"), Password: os.Getenv("CQL_PASSWORD")}
	cluster.SslOpts = &gocql.SslOptions{CaPath: os.Getenv("CQL_CA"), EnableHostVerification: true}
	return cluster.CreateSession()
}

func run(session *gocql.Session) error {
	for _, statement := range schema {
		if strings.Contains(statement, "%s") {
			statement = fmt.Sprintf(statement, os.Getenv("CQL_DATACENTER"))
		}
		if err := session.Query(statement).Exec(); err != nil {
			return err
		}
	}
	for id, goods := range []string{"tin", "wool", "dates"} {
		if err := session.Query("INSERT INTO shop.orders (id, goods) VALUES (?, ?)", id, goods).Exec(); err != nil {
			return err
		}
	}
	orders := session.Query("SELECT id, goods FROM shop.orders").Iter()
	var id int
	var goods string
	for orders.Scan(&id, &goods) {
		fmt.Println("order", id, goods)
	}
	return orders.Close()
}
